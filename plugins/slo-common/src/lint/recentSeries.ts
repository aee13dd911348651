/**
 * The series of the last hour. At one moment there may be none: Prometheus marks
 * those of a target that it does not reach, as one that starts anew, as ended.
 */
export const recentSeries = (selector: string) =>
  `last_over_time(${selector}[1h])`;

/** A query for the number of the series that a selector has, or 0. */
export const recentSeriesCount = (selector: string) =>
  `(count(${recentSeries(selector)}) or vector(0))`;
