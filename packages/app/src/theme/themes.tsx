import { ReactNode, useCallback, useSyncExternalStore } from 'react';
import { appThemeApiRef, useApi } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { PortalThemeProvider, ThemeMode } from '@goreliable/ui';
import { MoonIcon, SunIcon } from '../nav/icons';

const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)');

/** The theme that is chosen or, without a choice, what the person's system prefers. */
function useThemeMode(): ThemeMode {
  const themes = useApi(appThemeApiRef);
  const subscribe = useCallback(
    (listener: () => void) => {
      const chosen = themes.activeThemeId$().subscribe(listener);
      const system = darkSystem();
      system.addEventListener('change', listener);
      return () => {
        chosen.unsubscribe();
        system.removeEventListener('change', listener);
      };
    },
    [themes],
  );
  return useSyncExternalStore(subscribe, () => {
    const id = themes.getActiveThemeId();
    if (id === 'light' || id === 'dark') {
      return id;
    }
    return darkSystem().matches ? 'dark' : 'light';
  });
}

/**
 * The provider of both themes: it is the same component, so that a switch changes
 * colours. Two would mount the page anew, and lose what somebody is typing.
 */
export function ActiveTheme({ children }: { children: ReactNode }) {
  const mode = useThemeMode();
  return <PortalThemeProvider mode={mode}>{children}</PortalThemeProvider>;
}

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
        Provider: ActiveTheme,
      },
    },
  });
}

export const lightTheme = portalTheme('light', 'Light', <SunIcon />);
export const darkTheme = portalTheme('dark', 'Dark', <MoonIcon />);
