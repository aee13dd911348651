import { percentInWords } from '@goreliable/plugin-slo-common';

/** How much of a chart's range is recorded; nothing where all of it is, or none. */
export function coverageInWords(coverage: number): string | undefined {
  return coverage > 0 && coverage < 1
    ? `Recorded for ${percentInWords(
        coverage,
        1,
      )} of the range; the rest is left blank`
    : undefined;
}
