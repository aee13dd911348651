import type { StorybookConfig } from '@storybook/react-vite';
import { mergeConfig } from 'vite';

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
  viteFinal: vite =>
    mergeConfig(vite, {
      build: {
        // Served on the same machine: what would save bytes costs half the time.
        minify: false,
        reportCompressedSize: false,
        rollupOptions: {
          onwarn: (warning, report) => {
            // Material UI marks each module for servers that render React; we have none.
            if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') {
              report(warning);
            }
          },
        },
      },
    }),
};

export default config;
