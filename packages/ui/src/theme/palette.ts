import { ThemeMode, tokens } from './tokens';

/** The colour tokens under the names that MUI and Backstage give to colours. */
export function portalPalette(mode: ThemeMode) {
  const colour = tokens.colour[mode];
  const { state } = colour;
  const intent = (main: string, dark: string, contrastText: string) => ({
    main,
    light: main,
    dark,
    contrastText,
  });
  return {
    type: mode,
    mode,
    background: { default: colour.page, paper: colour.surface },
    text: {
      primary: colour.text,
      secondary: colour.textSecondary,
      disabled: colour.textTertiary,
    },
    divider: colour.border,
    primary: intent(colour.accent, colour.accentHover, colour.onAccent),
    secondary: intent(colour.accent, colour.accentHover, colour.onAccent),
    error: intent(state.critical.text, state.critical.text, colour.surface),
    warning: intent(state.warning.text, state.warning.text, colour.surface),
    info: intent(
      state.progressing.text,
      state.progressing.text,
      colour.surface,
    ),
    success: intent(state.ok.text, state.ok.text, colour.surface),
    action: {
      active: colour.textSecondary,
      hover: colour.hover,
      selected: colour.selected,
      focus: colour.selected,
      disabled: colour.textTertiary,
      disabledBackground: colour.sunken,
    },
    status: {
      ok: state.ok.dot,
      warning: state.warning.dot,
      error: state.critical.dot,
      running: state.progressing.dot,
      pending: state.unknown.dot,
      aborted: state.unknown.dot,
    },
    // Backstage still requires the section although nothing we show uses it.
    bursts: {
      fontColor: colour.text,
      slackChannelText: colour.textSecondary,
      backgroundColor: { default: colour.surface },
      gradient: { linear: 'none' },
    },
    banner: {
      info: state.progressing.tint,
      error: state.critical.tint,
      warning: state.warning.tint,
      text: colour.text,
      link: colour.accent,
      closeButtonColor: colour.textSecondary,
    },
    border: colour.border,
    textContrast: colour.text,
    textVerySubtle: colour.border,
    textSubtle: colour.textSecondary,
    highlight: state.warning.tint,
    errorBackground: state.critical.tint,
    warningBackground: state.warning.tint,
    infoBackground: state.progressing.tint,
    errorText: state.critical.text,
    infoText: state.progressing.text,
    warningText: state.warning.text,
    link: colour.accent,
    linkHover: colour.accentHover,
    gold: state.warning.dot,
    navigation: {
      background: colour.page,
      indicator: colour.accent,
      color: colour.textSecondary,
      selectedColor: colour.text,
      navItem: { hoverBackground: colour.hover },
      submenu: { background: colour.surface },
    },
    pinSidebarButton: { icon: colour.textSecondary, background: colour.sunken },
    tabbar: { indicator: colour.accent },
    code: { background: colour.sunken },
  };
}
