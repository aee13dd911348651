export { contrastRatio } from './colourMaths';
export { PortalThemeProvider } from './PortalThemeProvider';
export { portalDarkTheme, portalLightTheme } from './portalTheme';
export { space, tokens, type StateFamily, type ThemeMode } from './tokens';
