import type { StorybookConfig } from '@storybook/react-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/react-vite', options: {} },
  stories: ['../src/**/*.stories.tsx'],
  // The fonts that index.html names, under the same address.
  staticDirs: ['../../app/public'],
  core: { disableTelemetry: true },
  typescript: { reactDocgen: false },
};

export default config;
