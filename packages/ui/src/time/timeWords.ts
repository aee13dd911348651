import { formatDuration } from '../format/numbers';

const secondMs = 1_000;
const dayMs = 86_400_000;

/** Differences below this are "just now"; it also absorbs the clock's tick and small skew. */
const justNowMs = 15 * secondMs;

/** An instant in the words a page shows. */
export type TimeWords = {
  /** `4 m ago`, `in 2 h`, or the date when it is a day or more away. */
  text: string;
  /** Local time with zone, then UTC. */
  tooltip: string;
  /** Machine-readable ISO 8601. */
  iso: string;
};

const dateFormat = { day: 'numeric', month: 'short' } as const;
const timeFormat = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

// Made once: a formatter costs a hundred times what it formats.
const thisYear = new Intl.DateTimeFormat('en-GB', {
  ...dateFormat,
  ...timeFormat,
});
const anotherYear = new Intl.DateTimeFormat('en-GB', {
  ...dateFormat,
  ...timeFormat,
  year: 'numeric',
});
const withZone = new Intl.DateTimeFormat('en-GB', {
  ...dateFormat,
  ...timeFormat,
  year: 'numeric',
  weekday: 'short',
  second: '2-digit',
  timeZoneName: 'short',
});

function localDate(at: Date, now: Date): string {
  const format =
    at.getFullYear() === now.getFullYear() ? thisYear : anotherYear;
  return format.format(at);
}

/** `2026-07-04 12:30:05 UTC`: the form that logs use. */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** How long ago in one unit: `12 s`, `4 m`, `3 h`, `2 d`. */
export function ageInWords(ageMs: number): string {
  const words = formatDuration(Math.max(secondMs, Math.abs(ageMs)));
  return words.split(' ').slice(0, 2).join(' ').replace(/\.\d+/, '');
}

/**
 * Puts an instant into words; `undefined` when it is not a time.
 * @param at ISO 8601 text, or milliseconds since the epoch
 * @param nowMs the present in milliseconds since the epoch
 */
export function timeWords(
  at: string | number | Date,
  nowMs: number,
): TimeWords | undefined {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) {
    return undefined;
  }
  const ageMs = nowMs - date.getTime();
  const fixed = {
    tooltip: `${withZone.format(date)}\n${utc(date)}`,
    iso: date.toISOString(),
  };
  if (Math.abs(ageMs) < justNowMs) {
    return { text: 'just now', ...fixed };
  }
  if (Math.abs(ageMs) >= dayMs) {
    return { text: localDate(date, new Date(nowMs)), ...fixed };
  }
  const age = ageInWords(ageMs);
  return { text: ageMs > 0 ? `${age} ago` : `in ${age}`, ...fixed };
}
