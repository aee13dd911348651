/**
 * Every design decision that is a value: type, space, radius, motion, colour.
 * Nothing else in the portal writes a colour or a size of its own; the MUI
 * themes, the `@backstage/ui` variables and our own CSS are derived from here.
 */

/** The two appearances of the portal. */
export type ThemeMode = 'light' | 'dark';

/** Families of state colour; several states share one (see `states/stateLooks.ts`). */
export const stateFamilies = [
  'ok',
  'warning',
  'critical',
  'progressing',
  'decided',
  'unknown',
] as const;

/** One of {@link stateFamilies}. */
export type StateFamily = (typeof stateFamilies)[number];

/** The colours of one state family: sign and line, words, and the surface behind both. */
export type StateColour = {
  readonly dot: string;
  readonly text: string;
  readonly tint: string;
};

/** All colours of one appearance, as `#rrggbb`. */
export type ColourTokens = {
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly hover: string;
  readonly selected: string;
  readonly text: string;
  readonly textSecondary: string;
  readonly textTertiary: string;
  readonly border: string;
  /** Edge of a control: at least 3:1 against every background, as WCAG 1.4.11 asks. */
  readonly borderControl: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  /** Fill of a destructive button, and what is written on it. */
  readonly danger: string;
  readonly onDanger: string;
  /** Tooltips: the opposite of the page, so that they stand off from it. */
  readonly inverse: string;
  readonly onInverse: string;
  readonly state: Readonly<Record<StateFamily, StateColour>>;
  /** Lines of a chart that stand for a name, not for a state. */
  readonly series: readonly [string, string, string, string, string];
  readonly seriesOther: string;
};

const light: ColourTokens = {
  page: '#f7f8f9',
  surface: '#ffffff',
  sunken: '#eef0f2',
  hover: '#f1f2f5',
  selected: '#eceefc',
  text: '#14171c',
  textSecondary: '#4a515c',
  textTertiary: '#626975',
  border: '#e1e4e8',
  borderControl: '#838a95',
  accent: '#4650d8',
  accentHover: '#353eb5',
  onAccent: '#ffffff',
  danger: '#c81e3a',
  onDanger: '#ffffff',
  inverse: '#22262c',
  onInverse: '#f7f8f9',
  state: {
    ok: { dot: '#26986a', text: '#1d6b43', tint: '#e9f6ef' },
    warning: { dot: '#c27803', text: '#8a4f00', tint: '#fdf1dc' },
    critical: { dot: '#c81e3a', text: '#b3132f', tint: '#fdeaed' },
    progressing: { dot: '#2488e0', text: '#0f5fae', tint: '#e6f1fc' },
    decided: { dot: '#7226a8', text: '#7331ab', tint: '#f4ecfb' },
    unknown: { dot: '#6b7280', text: '#565d68', tint: '#eef0f2' },
  },
  series: ['#4650d8', '#0c8f8a', '#96207a', '#8f7a0a', '#33303f'],
  seriesOther: '#53575b',
};

const dark: ColourTokens = {
  page: '#0f1114',
  surface: '#16191d',
  sunken: '#1d2126',
  hover: '#1f2329',
  selected: '#23264a',
  text: '#eceef1',
  textSecondary: '#b3bac4',
  textTertiary: '#959da8',
  border: '#2a2f36',
  borderControl: '#6d7581',
  accent: '#9aa4ff',
  accentHover: '#b8bfff',
  onAccent: '#0f1114',
  danger: '#f23d57',
  onDanger: '#0f1114',
  inverse: '#e3e6ea',
  onInverse: '#14171c',
  state: {
    ok: { dot: '#46b886', text: '#6fcf9f', tint: '#12281d' },
    warning: { dot: '#e6a423', text: '#f0b847', tint: '#2e2308' },
    critical: { dot: '#f23d57', text: '#ff8593', tint: '#3a1219' },
    progressing: { dot: '#66b4f8', text: '#7fbdf7', tint: '#0f2740' },
    decided: { dot: '#9a5fe0', text: '#cba4f5', tint: '#2a1b3d' },
    unknown: { dot: '#8a929e', text: '#a7aeb8', tint: '#22262c' },
  },
  series: ['#9aa4ff', '#35c4b4', '#b95c9f', '#d6c04a', '#e6e8ee'],
  seriesOther: '#717579',
};

/** Families as CSS lists; the second Inter is the metric-compatible stand-in of `index.html`. */
const font = {
  text: "'Inter Variable', 'Inter fallback', system-ui, sans-serif",
  mono: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  /** Font sizes in px; `body` is the default. */
  size: {
    small: 12,
    control: 13,
    body: 14,
    section: 16,
    title: 20,
    figure: 28,
  },
  weight: { regular: 400, medium: 500, strong: 600 },
} as const;

/** Lengths in px, all on the 4 px grid except the radius. */
const size = {
  grid: 4,
  control: 32,
  row: 36,
  rowCompact: 28,
  gutter: 24,
  gutterNarrow: 16,
  cardPadding: 16,
  content: 1440,
  sideBar: 208,
  sideBarCollapsed: 52,
  radius: 6,
  radiusSmall: 4,
} as const;

/** The single source of the portal's look. */
export const tokens = {
  colour: { light, dark } satisfies Record<ThemeMode, ColourTokens>,
  font,
  size,
  /** Longest transition in ms; none at all with `prefers-reduced-motion`. */
  motionMs: 150,
  /** Only for what floats above the page. */
  floatShadow: {
    light: '0 1px 2px rgb(20 23 28 / 8%), 0 8px 24px rgb(20 23 28 / 12%)',
    dark: '0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 50%)',
  } satisfies Record<ThemeMode, string>,
} as const;

/** The length of `steps` grid units in px (`space(4)` is 16). */
export function space(steps: number): number {
  return steps * size.grid;
}
