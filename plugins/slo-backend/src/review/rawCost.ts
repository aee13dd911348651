/** Raw samples come every quarter of a minute, as a rule. */
const usualScrapeSeconds = 15;

/**
 * Raw samples that one question may cost a source: some seconds of its time. A month
 * of 300 series has fewer, a day of 10,000 too.
 */
export const mostSamples = 60_000_000;

/** How many samples raw series have over some time. */
export const samplesOf = (series: number, seconds: number) =>
  series * (seconds / usualScrapeSeconds);

/** Why events that are counted from too many raw series are not read. */
export const tooDear = (series: number, time: string) =>
  `Its events are counted from ${series} raw series, which is too much to read for ${time}.`;
