/** A colour as red, green and blue, each from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Kinds of colour blindness the state colours are checked against. */
export type ColourBlindness = 'protanopia' | 'deuteranopia' | 'tritanopia';

/**
 * Reads `#rrggbb`.
 * @throws RangeError when the text is anything else.
 */
export function parseHex(hex: string): Rgb {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) {
    throw new RangeError(`"${hex}" is not a colour of the form #rrggbb`);
  }
  const channel = (start: number) =>
    Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

/** Removes the sRGB transfer curve (IEC 61966-2-1). */
function linear(channel: number): number {
  return channel <= 0.04045
    ? channel / 12.92
    : ((channel + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance from 0 (black) to 1 (white), as WCAG 2 defines it. */
export function luminance(hex: string): number {
  const [red, green, blue] = parseHex(hex).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours from 1 to 21, as WCAG 2 defines it; the order does not matter. */
export function contrastRatio(one: string, other: string): number {
  const lighter = Math.max(luminance(one), luminance(other));
  const darker = Math.min(luminance(one), luminance(other));
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * Full-severity matrices of Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency"
 * (2009), applied to linear RGB.
 */
const blindnessMatrices: Record<ColourBlindness, readonly Rgb[]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Linear RGB as a colour-blind eye receives it; without a kind, as it is. */
function perceived(hex: string, blindness?: ColourBlindness): Rgb {
  const [red, green, blue] = parseHex(hex).map(linear);
  if (!blindness) {
    return [red, green, blue];
  }
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [r, g, b] = blindnessMatrices[blindness].map(row =>
    clamp(row[0] * red + row[1] * green + row[2] * blue),
  );
  return [r, g, b];
}

/** CIE L*a*b* under D65. */
function lab([red, green, blue]: Rgb): Rgb {
  const curve = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/**
 * How different two colours look (CIE76 Delta E: about 2 is just noticeable,
 * 100 is black against white), optionally through a colour-blind eye.
 */
export function colourDifference(
  one: string,
  other: string,
  blindness?: ColourBlindness,
): number {
  const first = lab(perceived(one, blindness));
  const second = lab(perceived(other, blindness));
  return Math.hypot(...first.map((value, index) => value - second[index]));
}
