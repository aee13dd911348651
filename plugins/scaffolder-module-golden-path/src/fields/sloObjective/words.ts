import {
  oneFailureIn,
  outageSeconds,
  spanInWords,
} from '@goreliable/plugin-golden-path-common';

/** A percentage as people type it, with point or comma; undefined if it is none. */
export function parsePercent(text: string): number | undefined {
  const normal = text.trim().replace(',', '.');
  return /^\d{1,3}(\.\d{0,4})?$/.test(normal) ? Number(normal) : undefined;
}

/** What an objective leaves room for, in words. */
export function objectiveInWords(
  objective: number,
  unit: 'requests' | 'messages',
): string {
  const span = spanInWords(outageSeconds(objective));
  const count = oneFailureIn(objective).toLocaleString('en-US');
  return `Leaves room for ${span} of full outage in 30 days, or for 1 failure in ${count} ${unit}. Beyond that, alerts wake somebody up.`;
}
