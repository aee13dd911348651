import { stateFamilies, ThemeMode, tokens } from './tokens';

type Declarations = Record<`--${string}`, string>;

function px(length: number): string {
  return `${length}px`;
}

/** `borderControl` becomes `border-control`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, capital => `-${capital.toLowerCase()}`);
}

/** Our own variables, `--gr-*`: one for each token. */
export function portalVariables(mode: ThemeMode): Declarations {
  const { state, series, ...flat } = tokens.colour[mode];
  const variables: Declarations = {
    '--gr-font-text': tokens.font.text,
    '--gr-font-mono': tokens.font.mono,
    '--gr-motion': `${tokens.motionMs}ms`,
    '--gr-float-shadow': tokens.floatShadow[mode],
  };
  for (const [name, value] of Object.entries(flat)) {
    variables[`--gr-${kebab(name)}`] = value;
  }
  for (const [name, value] of Object.entries(tokens.size)) {
    variables[`--gr-size-${kebab(name)}`] = px(value);
  }
  for (const [name, value] of Object.entries(tokens.font.size)) {
    variables[`--gr-text-${name}`] = px(value);
  }
  for (const family of stateFamilies) {
    variables[`--gr-${family}-dot`] = state[family].dot;
    variables[`--gr-${family}-text`] = state[family].text;
    variables[`--gr-${family}-tint`] = state[family].tint;
  }
  series.forEach((value, index) => {
    variables[`--gr-series-${index + 1}`] = value;
  });
  return variables;
}

/** One intent of `@backstage/ui` (announcement, negative …) from one state family. */
function backstageIntent(
  intent: string,
  fill: string,
  onFill: string,
  colours: { dot: string; text: string; tint: string },
): Declarations {
  return {
    [`--bui-${intent}-bg`]: fill,
    [`--bui-${intent}-bg-hover`]: fill,
    [`--bui-${intent}-bg-disabled`]: colours.tint,
    [`--bui-${intent}-fg`]: onFill,
    [`--bui-${intent}-fg-disabled`]: colours.text,
    [`--bui-${intent}-bg-subdued`]: colours.tint,
    [`--bui-${intent}-bg-subdued-hover`]: colours.tint,
    [`--bui-${intent}-bg-subdued-disabled`]: colours.tint,
    [`--bui-${intent}-fg-subdued`]: colours.text,
    [`--bui-${intent}-fg-subdued-disabled`]: colours.text,
    [`--bui-${intent}-border`]: colours.dot,
  };
}

/** Fill, border and words of one `@backstage/ui` message kind. */
function backstageMessage(
  kind: string,
  colours: { dot: string; text: string; tint: string },
): Declarations {
  return {
    [`--bui-bg-${kind}`]: colours.tint,
    [`--bui-fg-${kind}`]: colours.text,
    [`--bui-fg-${kind}-on-bg`]: colours.text,
    [`--bui-border-${kind}`]: colours.dot,
  };
}

/** The four stacked neutral surfaces of `@backstage/ui`, each with its states. */
function backstageNeutrals(mode: ThemeMode): Declarations {
  const { surface, sunken, hover, selected, border } = tokens.colour[mode];
  const variables: Declarations = {};
  [surface, sunken, surface, sunken].forEach((background, index) => {
    const name: `--${string}` = `--bui-bg-neutral-${index + 1}`;
    variables[name] = background;
    variables[`${name}-hover`] = background === surface ? hover : border;
    variables[`${name}-pressed`] = background === surface ? selected : border;
    variables[`${name}-disabled`] = sunken;
  });
  return variables;
}

/* eslint-disable @backstage/no-deprecated-bui-tokens -- @backstage/ui still reads them itself */
/** Names that `@backstage/ui` is leaving behind but has not left everywhere. */
function backstageOldNames(mode: ThemeMode): Declarations {
  const colour = tokens.colour[mode];
  return {
    '--bui-shadow': tokens.floatShadow[mode],
    '--bui-bg-solid': colour.accent,
    '--bui-bg-solid-hover': colour.accentHover,
    '--bui-bg-solid-pressed': colour.accentHover,
    '--bui-bg-solid-disabled': colour.sunken,
    '--bui-fg-solid': colour.onAccent,
    '--bui-fg-solid-disabled': colour.textTertiary,
  };
}
/* eslint-enable @backstage/no-deprecated-bui-tokens */

/** The `--bui-*` variables, so that pages built on `@backstage/ui` wear the same tokens. */
export function backstageUiVariables(mode: ThemeMode): Declarations {
  const colour = tokens.colour[mode];
  const { state } = colour;
  return {
    '--bui-font-regular': tokens.font.text,
    '--bui-font-monospace': tokens.font.mono,
    '--bui-font-size-1': '11px',
    '--bui-font-size-2': px(tokens.font.size.small),
    '--bui-font-size-3': px(tokens.font.size.body),
    '--bui-font-size-4': px(tokens.font.size.section),
    '--bui-font-size-5': px(tokens.font.size.title),
    '--bui-font-size-6': px(tokens.font.size.title),
    '--bui-font-size-7': px(tokens.font.size.figure),
    '--bui-font-size-8': px(tokens.font.size.figure),
    '--bui-radius-1': '2px',
    '--bui-radius-2': px(tokens.size.radiusSmall),
    '--bui-radius-3': px(tokens.size.radius),
    '--bui-radius-4': px(tokens.size.radius),
    '--bui-radius-5': px(tokens.size.radius),
    '--bui-radius-6': px(tokens.size.radius),
    '--bui-ring': colour.accent,
    '--bui-scrollbar': 'transparent',
    '--bui-scrollbar-thumb': colour.borderControl,
    '--bui-bg-app': colour.page,
    '--bui-bg-inherit': colour.page,
    ...backstageNeutrals(mode),
    '--bui-fg-primary': colour.text,
    '--bui-fg-secondary': colour.textSecondary,
    '--bui-fg-disabled': colour.textTertiary,
    '--bui-fg-positive': state.ok.text,
    '--bui-fg-negative': state.critical.text,
    '--bui-fg-announcement': colour.accent,
    '--bui-border-1': colour.border,
    '--bui-border-2': colour.borderControl,
    ...backstageMessage('danger', state.critical),
    ...backstageMessage('warning', state.warning),
    ...backstageMessage('success', state.ok),
    ...backstageMessage('info', state.progressing),
    '--bui-accent-bg': colour.accent,
    '--bui-accent-bg-hover': colour.accentHover,
    '--bui-accent-bg-disabled': colour.sunken,
    '--bui-accent-fg': colour.onAccent,
    '--bui-accent-fg-disabled': colour.textTertiary,
    ...backstageOldNames(mode),
    ...backstageIntent('announcement', colour.accent, colour.onAccent, {
      dot: colour.accent,
      text: colour.accent,
      tint: colour.selected,
    }),
    ...backstageIntent(
      'negative',
      colour.danger,
      colour.onDanger,
      state.critical,
    ),
    ...backstageIntent('positive', state.ok.text, colour.surface, state.ok),
    ...backstageIntent(
      'warning',
      state.warning.text,
      colour.surface,
      state.warning,
    ),
  };
}

/** All variables of one appearance as a style sheet. */
export function variableSheet(mode: ThemeMode): string {
  const lines = Object.entries({
    ...portalVariables(mode),
    ...backstageUiVariables(mode),
  }).map(([name, value]) => `${name}:${value}`);
  // `@backstage/ui` declares its own under the attribute, which sits on the
  // body: a value inherited from the root would lose against that.
  return `:root,[data-theme-mode]{color-scheme:${mode};${lines.join(';')}}`;
}
