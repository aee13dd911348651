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
    expect(contrastRatio(dot, tint)).toBeGreaterThanOrEqual(signMinimum);
  });

  it.each(Object.entries(backgrounds(colour)))(
    'signs, control edges and chart lines are visible on %s',
    (_name, background) => {
      const signs = [
        colour.borderControl,
        ...stateFamilies.map(family => colour.state[family].dot),
        ...colour.series,
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

  const eyes: Array<[name: string, blindness: ColourBlindness | undefined]> = [
    ['full colour vision', undefined],
    ['protanopia', 'protanopia'],
    ['deuteranopia', 'deuteranopia'],
  ];

  it.each(eyes)('state colours stay apart with %s', (_name, blindness) => {
    for (const [index, one] of stateFamilies.entries()) {
      for (const other of stateFamilies.slice(index + 1)) {
        const difference = colourDifference(
          colour.state[one].dot,
          colour.state[other].dot,
          blindness,
        );
        expect({ one, other, apart: difference >= 18 }).toEqual({
          one,
          other,
          apart: true,
        });
      }
    }
  });

  it.each(eyes)('chart lines stay apart with %s', (_name, blindness) => {
    for (const [index, one] of colour.series.entries()) {
      for (const other of colour.series.slice(index + 1)) {
        const difference = colourDifference(one, other, blindness);
        expect({ one, other, apart: difference >= 15 }).toEqual({
          one,
          other,
          apart: true,
        });
      }
    }
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
