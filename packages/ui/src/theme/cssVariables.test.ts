import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  backstageUiVariables,
  portalVariables,
  variableSheet,
} from './cssVariables';
import { tokens } from './tokens';

/** Names `@backstage/ui` gives a colour to, read from the style sheet it ships. */
function backstageColourNames(): string[] {
  // Resolved by its manifest, because tests map style sheets to empty modules.
  const root = dirname(require.resolve('@backstage/ui/package.json'));
  const sheet = readFileSync(join(root, 'dist/css/styles.css'), 'utf8');
  const names = [...sheet.matchAll(/^\s*(--bui-[a-z0-9-]+):/gm)].map(m => m[1]);
  return [...new Set(names)].filter(name =>
    /-(bg|fg|border)(-|$)|-ring$|-scrollbar/.test(name),
  );
}

describe.each(['light', 'dark'] as const)('%s variables', mode => {
  it('carry every colour token', () => {
    const variables = portalVariables(mode);
    expect(variables['--gr-accent']).toBe(tokens.colour[mode].accent);
    expect(variables['--gr-border-control']).toBe(
      tokens.colour[mode].borderControl,
    );
    expect(variables['--gr-critical-dot']).toBe(
      tokens.colour[mode].state.critical.dot,
    );
    expect(variables['--gr-series-5']).toBe(tokens.colour[mode].series[4]);
  });

  it('leave no colour of @backstage/ui as it came', () => {
    const ours = Object.keys(backstageUiVariables(mode));
    expect(backstageColourNames().length).toBeGreaterThan(60);
    expect(backstageColourNames().filter(name => !ours.includes(name))).toEqual(
      [],
    );
  });

  it('become a sheet that also wins where the attribute sits', () => {
    const sheet = variableSheet(mode);
    expect(sheet).toMatch(/^:root,\[data-theme-mode\]\{color-scheme:/);
    expect(sheet).not.toContain('undefined');
  });
});
