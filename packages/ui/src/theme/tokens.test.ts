import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ColourBlindness,
  colourDifference,
  contrastRatio,
  luminance,
  parseHex,
} from './colourMaths';
import { ColourTokens, stateFamilies, tokens } from './tokens';

const modes = ['light', 'dark'] as const;

/** WCAG 2.2: 1.4.3 (text) and 1.4.11 (signs, control edges). */
const textMinimum = 4.5;
const signMinimum = 3;

function backgrounds(colour: ColourTokens) {
  const { page, surface, sunken, hover, selected } = colour;
  return { page, surface, sunken, hover, selected };
}

describe('colour maths', () => {
  it('knows the luminance and contrast of black and white', () => {
    expect(luminance('#000000')).toBe(0);
    expect(luminance('#ffffff')).toBeCloseTo(1, 10);
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 10);
    // A published reference pair: the lightest grey that passes AA on white.
    expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it('refuses what is not a colour', () => {
    expect(() => parseHex('red')).toThrow('"red" is not a colour');
    expect(() => parseHex('#fff')).toThrow(RangeError);
  });

  it('sees pure red and pure green come closer without the red cone', () => {
    const plain = colourDifference('#d00000', '#008000');
    const protanope = colourDifference('#d00000', '#008000', 'protanopia');
    expect(protanope).toBeLessThan(plain / 2);
    expect(colourDifference('#123456', '#123456', 'deuteranopia')).toBe(0);
  });
});

describe.each(modes)('%s colours', mode => {
  const colour = tokens.colour[mode];

  it.each(Object.entries(backgrounds(colour)))(
    'every text colour is readable on %s',
    (_name, background) => {
      const texts = [
        colour.text,
        colour.textSecondary,
        colour.textTertiary,
        colour.accent,
        colour.accentHover,
        ...stateFamilies.map(family => colour.state[family].text),
      ];
      for (const text of texts) {
        expect({
          text,
          background,
          readable: contrastRatio(text, background) >= textMinimum,
        }).toEqual({ text, background, readable: true });
      }
    },
  );

  it('text on filled controls and tooltips is readable', () => {
    expect(contrastRatio(colour.onAccent, colour.accent)).toBeGreaterThan(
      textMinimum,
    );
    expect(contrastRatio(colour.onAccent, colour.accentHover)).toBeGreaterThan(
      textMinimum,
    );
    expect(contrastRatio(colour.onDanger, colour.danger)).toBeGreaterThan(
      textMinimum,
    );
    expect(contrastRatio(colour.onInverse, colour.inverse)).toBeGreaterThan(
      textMinimum,
    );
  });

  it.each(stateFamilies)('the %s chip is readable on its own tint', family => {
    const { dot, text, tint } = colour.state[family];
    expect(contrastRatio(text, tint)).toBeGreaterThanOrEqual(textMinimum);
    expect(contrastRatio(colour.text, tint)).toBeGreaterThanOrEqual(
      textMinimum,
    );
    expect(contrastRatio(colour.textSecondary, tint)).toBeGreaterThanOrEqual(
      textMinimum,
    );
    expect(contrastRatio(dot, tint)).toBeGreaterThanOrEqual(signMinimum);
  });

  it.each(Object.entries(backgrounds(colour)))(
    'signs, control edges and chart lines are visible on %s',
    (_name, background) => {
      const signs = [
        colour.borderControl,
        ...stateFamilies.map(family => colour.state[family].dot),
        ...colour.series,
        colour.seriesOther,
      ];
      for (const sign of signs) {
        expect({
          sign,
          background,
          visible: contrastRatio(sign, background) >= signMinimum,
        }).toEqual({ sign, background, visible: true });
      }
    },
  );

  /**
   * Differences (CIE76) that are seen at a glance, and more so than any two
   * shades of one colour. Blindness to blue is rarer than one in ten thousand,
   * and signs and dashes differ too: there it may be less.
   */
  const eyes: Array<
    [name: string, blindness: ColourBlindness | undefined, apart: number]
  > = [
    ['full colour vision', undefined, 18],
    ['protanopia', 'protanopia', 18],
    ['deuteranopia', 'deuteranopia', 18],
    ['tritanopia', 'tritanopia', 12],
  ];

  /** Pairs of colours that look too much alike. */
  function alike(
    colours: ReadonlyArray<readonly [name: string, hex: string]>,
    blindness: ColourBlindness | undefined,
    apart: number,
  ) {
    return colours.flatMap(([name, hex], index) =>
      colours
        .slice(index + 1)
        .map(([other, otherHex]) => ({
          pair: `${name} and ${other}`,
          difference: colourDifference(hex, otherHex, blindness),
        }))
        .filter(({ difference }) => difference < apart),
    );
  }

  it.each(eyes)('state colours stay apart with %s', (_name, eye, apart) => {
    const dots = stateFamilies.map(
      family => [family, colour.state[family].dot] as const,
    );
    expect(alike(dots, eye, apart)).toEqual([]);
  });

  it.each(eyes)('chart lines stay apart with %s', (_name, eye) => {
    const lines = [...colour.series, colour.seriesOther].map(
      (hex, index) => [`line ${index + 1}`, hex] as const,
    );
    // Dashes and names at their ends tell lines apart as well.
    expect(alike(lines, eye, 13)).toEqual([]);
  });
});

describe('style sheets', () => {
  it('write no colour of their own', () => {
    const sources = join(__dirname, '..');
    const sheets = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.css'))
      .sort();
    expect(sheets.length).toBeGreaterThan(5);
    const written = sheets.flatMap(file =>
      readFileSync(join(sources, file), 'utf8')
        .split('\n')
        .filter(line =>
          /:.*(#[0-9a-f]{3,8}\b|\b(rgb|hsl|lab|lch)a?\()/i.test(line),
        )
        .map(line => `${file}: ${line.trim()}`),
    );
    expect(written).toEqual([]);
  });
});

describe('sizes', () => {
  it('sit on the 4 px grid', () => {
    const { radius, radiusSmall, ...lengths } = tokens.size;
    for (const [name, length] of Object.entries(lengths)) {
      expect([name, length % 4]).toEqual([name, 0]);
    }
    expect([radius, radiusSmall]).toEqual([6, 4]);
  });
});
