import type { StorybookConfig } from '@storybook/react-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/react-vite', options: {} },
  stories: ['../src/**/*.stories.tsx'],
  // The fonts that index.html names, under the same address.
  staticDirs: ['../../app/public'],
  core: { disableTelemetry: true },
  features: {
    // They look at every element on each change, which hides how quick a story is.
    highlight: false,
    measure: false,
    outline: false,
  },
  typescript: { reactDocgen: false },
};

export default config;
