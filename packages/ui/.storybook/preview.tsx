import type { Preview } from '@storybook/react-vite';
import { PortalThemeProvider } from '../src/theme/PortalThemeProvider';
import { TestRouter } from '../src/testing/TestRouter';

const preview: Preview = {
  globalTypes: {
    mode: {
      description: 'Appearance',
      toolbar: {
        title: 'Appearance',
        icon: 'mirror',
        items: ['light', 'dark'],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { mode: 'light' },
  decorators: [
    (Story, { globals, parameters }) => (
      <PortalThemeProvider mode={globals.mode === 'dark' ? 'dark' : 'light'}>
        <TestRouter at={parameters.address as string | undefined}>
          <main style={{ padding: 24 }}>
            <Story />
          </main>
        </TestRouter>
      </PortalThemeProvider>
    ),
  ],
  parameters: { layout: 'fullscreen' },
};

export default preview;
