import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { PortalThemeProvider, ThemeMode } from '@goreliable/ui';
import { MoonIcon, SunIcon } from '../nav/icons';

/** The id is also the extension's name: it takes the place of the stock theme. */
function portalTheme(mode: ThemeMode, title: string, icon: JSX.Element) {
  return ThemeBlueprint.make({
    name: mode,
    params: {
      theme: {
        id: mode,
        title,
        variant: mode,
        icon,
        Provider: ({ children }) => (
          <PortalThemeProvider mode={mode}>{children}</PortalThemeProvider>
        ),
      },
    },
  });
}

export const lightTheme = portalTheme('light', 'Light', <SunIcon />);
export const darkTheme = portalTheme('dark', 'Dark', <MoonIcon />);
