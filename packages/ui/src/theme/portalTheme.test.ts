import type { Theme as V4Theme } from '@material-ui/core/styles';
import type { Theme as V5Theme } from '@mui/material/styles';
import { portalDarkTheme, portalLightTheme } from './portalTheme';
import { tokens } from './tokens';

describe.each([
  ['light', portalLightTheme],
  ['dark', portalDarkTheme],
] as const)('%s theme', (mode, theme) => {
  const v4 = theme.getTheme('v4') as V4Theme;
  const v5 = theme.getTheme('v5') as V5Theme;

  it('gives both Material UI versions the same tokens', () => {
    expect(v4.palette.type).toBe(mode);
    expect(v5.palette.mode).toBe(mode);
    for (const { palette, shape, typography, transitions } of [v4, v5]) {
      expect(palette.primary.main).toBe(tokens.colour[mode].accent);
      expect(palette.background.default).toBe(tokens.colour[mode].page);
      expect(shape.borderRadius).toBe(tokens.size.radius);
      expect(typography.fontFamily).toContain('Inter Variable');
      expect(transitions.duration.complex).toBe(tokens.motionMs);
    }
  });

  it('has no kind of page with a banner', () => {
    for (const themeId of ['home', 'tool', 'service', 'unheard-of']) {
      expect(v4.getPageTheme({ themeId })).toMatchObject({
        backgroundImage: 'none',
        fontColor: tokens.colour[mode].text,
      });
    }
  });

  it('styles stock components in both versions', () => {
    expect(v4.overrides).toMatchObject({
      MuiButton: { root: { minHeight: tokens.size.control } },
      BackstageHeader: { header: { backgroundImage: 'none' } },
    });
    expect(v5.components).toMatchObject({
      MuiButton: { styleOverrides: { root: { minHeight: 32 } } },
    });
  });

  it('leaks no state rule out of its component into version 4', () => {
    // A class key such as `selected` would become a global `.Mui-selected`.
    const stateKeys = ['selected', 'disabled', 'focused', 'error', 'checked'];
    const leaks = Object.entries(v4.overrides ?? {}).flatMap(([name, rules]) =>
      Object.keys(rules ?? {})
        .filter(key => name.startsWith('Mui') && stateKeys.includes(key))
        .map(key => `${name}.${key}`),
    );
    expect(leaks).toEqual([]);
  });
});
