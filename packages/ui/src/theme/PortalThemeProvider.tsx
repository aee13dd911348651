import type { ReactNode } from 'react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { variableSheet } from './cssVariables';
import { portalDarkTheme, portalLightTheme } from './portalTheme';
import type { ThemeMode } from './tokens';
import './base.css';
import './backstageUi.css';

const appearances = {
  light: { theme: portalLightTheme, sheet: variableSheet('light') },
  dark: { theme: portalDarkTheme, sheet: variableSheet('dark') },
};

/** Puts everything below it into one appearance: MUI 4, MUI 5, `@backstage/ui` and our CSS. */
export function PortalThemeProvider(props: {
  mode: ThemeMode;
  children: ReactNode;
}) {
  const { theme, sheet } = appearances[props.mode];
  return (
    <UnifiedThemeProvider theme={theme} themeName="goreliable">
      {/* Rendered with the page, not in an effect: the first paint has its colours. */}
      <style>{sheet}</style>
      {props.children}
    </UnifiedThemeProvider>
  );
}
