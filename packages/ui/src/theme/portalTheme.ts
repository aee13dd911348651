import {
  createBaseThemeOptions,
  defaultComponentThemes,
  transformV5ComponentThemesToV4,
  type PageTheme,
  type UnifiedTheme,
} from '@backstage/theme';
import { createTheme as createV4Theme } from '@material-ui/core/styles';
import {
  createTheme as createV5Theme,
  type ThemeOptions,
} from '@mui/material/styles';
import { backstageComponents } from './backstageComponents';
import { muiComponents, versionRules } from './muiComponents';
import { portalPalette } from './palette';
import { ThemeMode, tokens } from './tokens';

const { font, size, motionMs } = tokens;

/** Page kinds that Backstage's components ask for by name. */
const pageKinds = [
  'home',
  'documentation',
  'tool',
  'service',
  'website',
  'library',
  'other',
  'app',
  'apis',
  'card',
];

/** No kind of page is coloured: what a page is, its words say. */
function flatPages(mode: ThemeMode): Record<string, PageTheme> {
  const { surface, text } = tokens.colour[mode];
  const flat: PageTheme = {
    colors: [surface, surface],
    shape: 'none',
    backgroundImage: 'none',
    fontColor: text,
  };
  return Object.fromEntries(pageKinds.map(kind => [kind, flat]));
}

function heading(fontSize: number, marginBottom: number) {
  return {
    fontFamily: font.text,
    fontSize,
    fontWeight: font.weight.strong,
    lineHeight: 1.4,
    letterSpacing: 0,
    marginBottom,
  };
}

const typography = {
  htmlFontSize: 16,
  fontFamily: font.text,
  fontSize: font.size.body,
  fontWeightRegular: font.weight.regular,
  fontWeightMedium: font.weight.medium,
  fontWeightBold: font.weight.strong,
  h1: heading(font.size.title, 8),
  h2: heading(font.size.title, 8),
  h3: heading(font.size.section, 8),
  h4: heading(font.size.section, 4),
  h5: heading(font.size.body, 4),
  h6: heading(font.size.body, 4),
  subtitle1: { fontSize: font.size.body, letterSpacing: 0 },
  subtitle2: { fontSize: font.size.control, letterSpacing: 0 },
  body1: { fontSize: font.size.body, lineHeight: '20px', letterSpacing: 0 },
  body2: { fontSize: font.size.control, lineHeight: '20px', letterSpacing: 0 },
  caption: { fontSize: font.size.small, letterSpacing: 0 },
  overline: {
    fontSize: font.size.small,
    letterSpacing: 0,
    lineHeight: '20px',
    textTransform: 'none' as const,
  },
  button: {
    fontSize: font.size.control,
    fontWeight: font.weight.medium,
    letterSpacing: 0,
    textTransform: 'none' as const,
  },
};

/** No transition is longer than the token, whatever a component asks for. */
const durations = {
  shortest: motionMs,
  shorter: motionMs,
  short: motionMs,
  standard: motionMs,
  complex: motionMs,
  enteringScreen: motionMs,
  leavingScreen: motionMs,
};

type Components = NonNullable<ThemeOptions['components']>;

/** The components with some more rules. */
function withRules(
  components: Components,
  rules: Record<string, Record<string, object>>,
): Components {
  const all: Record<string, object | undefined> = { ...components };
  for (const [name, more] of Object.entries(rules)) {
    const known: { styleOverrides?: object } = all[name] ?? {};
    all[name] = {
      ...known,
      styleOverrides: { ...known.styleOverrides, ...more },
    };
  }
  return all as Components;
}

/**
 * One look for both Material UI versions that Backstage pages use.
 *
 * `createUnifiedTheme` of `@backstage/theme` does the same, but passes neither
 * shape nor transitions on, and both are part of the look.
 */
function createPortalTheme(mode: ThemeMode): UnifiedTheme {
  const options = {
    ...createBaseThemeOptions({
      palette: portalPalette(mode),
      typography,
      fontFamily: font.text,
      pageTheme: flatPages(mode),
      defaultPageTheme: 'home',
    }),
    shape: { borderRadius: size.radius },
    transitions: { duration: durations },
  };
  const components = {
    ...defaultComponentThemes,
    ...muiComponents(mode),
    ...backstageComponents(mode),
  };
  const v5 = createV5Theme({
    ...options,
    components: withRules(components, versionRules.v5),
  });
  const v4 = {
    ...createV4Theme(options),
    ...transformV5ComponentThemesToV4(
      v5,
      withRules(components, versionRules.v4),
    ),
  };
  return { getTheme: version => (version === 'v4' ? v4 : v5) };
}

/** The light appearance, for Material UI 4 and 5. */
export const portalLightTheme: UnifiedTheme = createPortalTheme('light');

/** The dark appearance, for Material UI 4 and 5. */
export const portalDarkTheme: UnifiedTheme = createPortalTheme('dark');
