import { ColourTokens, StateFamily, tokens } from './tokens';

const familyOf = {
  Error: 'critical',
  Warning: 'warning',
  Info: 'progressing',
  Success: 'ok',
} as const satisfies Record<string, StateFamily>;

/** Alerts of Material UI as the portal's own notices: a tint, an edge, and the sign in its colour. */
export function muiAlert(colour: ColourTokens) {
  const looks = Object.entries(familyOf).map(([severity, family]) => {
    const { dot, tint } = colour.state[family];
    return [
      `standard${severity}`,
      {
        border: `1px solid color-mix(in srgb, ${dot} 36%, transparent)`,
        backgroundColor: tint,
        color: colour.text,
        '& .MuiAlert-icon': { color: dot },
      },
    ];
  });
  return {
    styleOverrides: {
      root: {
        padding: '3px 12px',
        borderRadius: tokens.size.radius,
        fontSize: tokens.font.size.control,
        lineHeight: '20px',
      },
      ...Object.fromEntries(looks),
    },
  };
}
