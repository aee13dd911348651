import type { SourceStatus } from '@goreliable/upstream-common';
import { ageInWords } from '../time/timeWords';

/**
 * What a reader must know about a source that is not fresh, or `undefined` for
 * one that is.
 * @param nowMs the present in milliseconds since the epoch
 */
export function freshnessWords(
  source: SourceStatus,
  nowMs: number,
): string | undefined {
  const { name, state, asOf } = source;
  const asOfMs = asOf === undefined ? Number.NaN : Date.parse(asOf);
  const age = Number.isNaN(asOfMs) ? undefined : ageInWords(nowMs - asOfMs);
  switch (state) {
    case 'fresh':
      return undefined;
    case 'stale':
      return age
        ? `${name} was last read ${age} ago.`
        : `${name} was read at an unknown time.`;
    default:
      return age
        ? `${name} cannot be reached. You see its answer from ${age} ago.`
        : `${name} cannot be reached and has not answered yet.`;
  }
}
