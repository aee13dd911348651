/** Stands for a number that does not exist; never a zero. */
export const noValue = '–';

const formatters = new Map<string, Intl.NumberFormat>();

/** A formatter costs a hundred times what it formats; tables have thousands of numbers. */
function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat('en', options);
    formatters.set(key, found);
  }
  return found;
}

/** Figures that matter: three, without trailing zeros (`1.5`, `12.3`, `0.00412`). */
function significant(value: number, digits: number = 3): string {
  return formatter({ maximumSignificantDigits: digits }).format(value);
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

const durationUnits = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/**
 * A length of time in words, the two largest units: `3 d 4 h`, `4 h 12 m`,
 * `12 s`, `1.2 s`, `250 ms`.
 * @param ms milliseconds; a negative length keeps its sign
 */
export function formatDuration(ms: number | null | undefined): string {
  if (!isNumber(ms)) {
    return noValue;
  }
  if (ms < 0) {
    return `−${formatDuration(-ms)}`;
  }
  if (ms < 1_000) {
    return `${significant(ms)} ms`;
  }
  if (ms < 10_000) {
    return `${significant(ms / 1_000, 2)} s`;
  }
  // Rounded to seconds first, so that 59.9996 s does not read "60 s".
  let rest = Math.round(ms / 1_000) * 1_000;
  const parts: string[] = [];
  for (const [unit, length] of durationUnits) {
    const count = Math.floor(rest / length);
    if (count > 0) {
      parts.push(`${count} ${unit}`);
      rest -= count * length;
    }
    // A zero in the middle ends it: three days and five minutes are "3 d".
    if (parts.length === 2 || (parts.length === 1 && count === 0)) {
      break;
    }
  }
  return parts.join(' ');
}

/** Events per second: `12.3 /s`, `1.2k /s`. */
export function formatRate(perSecond: number | null | undefined): string {
  if (!isNumber(perSecond)) {
    return noValue;
  }
  return `${formatCount(perSecond)} /s`;
}

/** A count, shortened from ten thousand on: `842`, `9,310`, `12.3k`, `4.1M`. */
export function formatCount(count: number | null | undefined): string {
  if (!isNumber(count)) {
    return noValue;
  }
  if (Math.abs(count) < 1_000) {
    return significant(count);
  }
  if (Math.abs(count) < 10_000) {
    return formatter({ maximumFractionDigits: 0 }).format(count);
  }
  return formatter({ notation: 'compact', maximumSignificantDigits: 3 })
    .format(count)
    .replace('K', 'k');
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** An amount of data in binary units: `512 B`, `1.5 MiB`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (!isNumber(bytes)) {
    return noValue;
  }
  const size = Math.abs(bytes);
  let power = 0;
  while (power < byteUnits.length - 1 && size / 1024 ** power >= 1023.5) {
    power += 1;
  }
  const amount = bytes / 1024 ** power;
  return `${significant(amount, Math.abs(amount) >= 1000 ? 4 : 3)} ${
    byteUnits[power]
  }`;
}

/**
 * A ratio as a percentage. Near one it keeps as many decimals as it takes to
 * tell it from 100 %: `99.9 %`, `99.87 %`; nothing short of one reads "100 %".
 * @param ratio 1 is 100 %
 * @param digits figures kept of what is missing to 100 %: 2, or 4 for a tooltip (`99.8795 %`)
 */
export function formatPercent(
  ratio: number | null | undefined,
  digits: number = 2,
): string {
  if (!isNumber(ratio)) {
    return noValue;
  }
  const percent = roundedAgainstNoise(ratio * 100);
  if (Math.abs(percent) < 1) {
    return `${significant(percent)} %`;
  }
  const missing = Math.abs(100 - percent);
  const decimals =
    missing > 0 && missing < 1
      ? Math.ceil(-Math.log10(missing)) + digits - 1
      : 2;
  const text = formatter({
    maximumFractionDigits: Math.min(12, decimals),
    // Known to browsers since 2023, not yet to TypeScript's library.
    roundingMode: 'trunc',
  } as Intl.NumberFormatOptions).format(percent);
  return `${text} %`;
}

/** Takes away what binary fractions add (99.99 is stored as 99.989999…). */
function roundedAgainstNoise(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * A small ratio in words: `1 in 830`. From one in two on the percentage says
 * more, so that is what comes back.
 * @param ratio share of what fails, 0 to 1
 */
export function formatOneIn(ratio: number | null | undefined): string {
  if (!isNumber(ratio) || ratio < 0) {
    return noValue;
  }
  if (ratio === 0) {
    return 'none';
  }
  const oneIn = 1 / ratio;
  if (oneIn < 2) {
    return formatPercent(ratio);
  }
  return `1 in ${formatCount(
    oneIn < 10 ? Number(oneIn.toPrecision(2)) : Math.round(oneIn),
  )}`;
}
