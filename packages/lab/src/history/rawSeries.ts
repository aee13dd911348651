import { ageBounds, durationBounds, type StreamProfile } from './profiles';
import { sampledSeries, type Series } from './series';
import {
  slotSeconds,
  type ServiceHistory,
  type StreamHistory,
} from './simulate';

/** Labels that the scrape gives to every series of a service. */
export interface ScrapeLabels {
  readonly job: string;
  readonly instance: string;
}

/**
 * How often the past's counters were scraped. A rate over five minutes needs
 * at least two samples in it, so a slot is told in three.
 */
const scrapeSeconds = slotSeconds / 3;

/**
 * The counters and histograms that Prometheus would have scraped. Sums over
 * them give the recorded ratios to the last event.
 *
 * @param from - Unix time in seconds at which the counters start from zero.
 */
export function rawSeries(
  history: ServiceHistory,
  scrape: ScrapeLabels,
  from: number,
): Series[] {
  const told = (labels: Record<string, string>) => ({ ...labels, ...scrape });
  const counter = (
    name: string,
    labels: Record<string, string>,
    increment: (slot: number) => number,
  ) => counterSeries(name, told(labels), history, from, increment);
  const up = sampledSeries('up', { ...scrape }, scrapeSeconds, () => 1);
  const streams = history.streams.flatMap(stream =>
    history.profile.kind === 'http'
      ? httpSeries(stream, history.profile.slowSeconds, counter)
      : workerSeries(stream, history.profile.slowSeconds, counter),
  );
  return [up, ...streams];
}

type CounterOf = (
  name: string,
  labels: Record<string, string>,
  increment: (slot: number) => number,
) => Series;

function httpSeries(
  stream: StreamHistory,
  slowSeconds: number,
  counter: CounterOf,
): Series[] {
  const { labels } = stream.profile;
  const outcomes = {
    success: (slot: number) =>
      stream.total[slot] - stream.rejected[slot] - stream.failed[slot],
    rejected: (slot: number) => stream.rejected[slot],
    error: (slot: number) => stream.failed[slot],
  };
  return [
    ...Object.entries(outcomes).map(([outcome, increment]) =>
      counter('http_requests_total', { ...labels, outcome }, increment),
    ),
    ...histogramSeries('http_request_duration_seconds', {
      stream,
      slowSeconds,
      bounds: durationBounds,
      counter,
    }),
  ];
}

function workerSeries(
  stream: StreamHistory,
  slowSeconds: number,
  counter: CounterOf,
): Series[] {
  const { labels } = stream.profile;
  const outcomes = {
    acknowledged: (slot: number) => stream.total[slot] - stream.failed[slot],
    retried: () => 0,
    dead_lettered: (slot: number) => stream.failed[slot],
  };
  return [
    ...Object.entries(outcomes).map(([outcome, increment]) =>
      counter('worker_messages_total', { ...labels, outcome }, increment),
    ),
    ...histogramSeries('worker_message_age_seconds', {
      stream,
      slowSeconds,
      bounds: ageBounds,
      counter,
    }),
  ];
}

function histogramSeries(
  name: string,
  options: {
    stream: StreamHistory;
    slowSeconds: number;
    bounds: readonly number[];
    counter: CounterOf;
  },
): Series[] {
  const { stream, slowSeconds, bounds, counter } = options;
  const { labels } = stream.profile;
  const below = (slot: number, bound: number) => {
    const slow = stream.slow[slot];
    const share = shareBelow(stream.profile, slowSeconds, bound);
    return Math.round(
      (stream.total[slot] - slow) * share.fast + slow * share.slow,
    );
  };
  const { medianSeconds } = stream.profile;
  return [
    ...bounds.map(bound =>
      counter(`${name}_bucket`, { ...labels, le: boundText(bound) }, slot =>
        below(slot, bound),
      ),
    ),
    counter(
      `${name}_bucket`,
      { ...labels, le: '+Inf' },
      slot => stream.total[slot],
    ),
    counter(`${name}_count`, labels, slot => stream.total[slot]),
    counter(
      `${name}_sum`,
      labels,
      slot =>
        (stream.total[slot] - stream.slow[slot]) * medianSeconds * 1.2 +
        stream.slow[slot] * slowSeconds * 2.5,
    ),
  ];
}

/**
 * Part of the fast and of the slow events that are at or below a bound. Fast
 * ones never pass the threshold, slow ones always do: so the bucket at the
 * threshold counts exactly the events that the objective calls good.
 */
export function shareBelow(
  profile: Pick<StreamProfile, 'medianSeconds'>,
  slowSeconds: number,
  bound: number,
): { fast: number; slow: number } {
  const logistic = (ratio: number) => ratio ** 2.5 / (1 + ratio ** 2.5);
  return {
    fast: bound >= slowSeconds ? 1 : logistic(bound / profile.medianSeconds),
    slow:
      bound <= slowSeconds
        ? 0
        : Math.min(1, (bound - slowSeconds) / (slowSeconds * 19)),
  };
}

/** As Prometheus 3 writes the `le` of a scraped bucket: always a float. */
export function boundText(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : `${bound}`;
}

function counterSeries(
  name: string,
  labels: Record<string, string>,
  history: ServiceHistory,
  from: number,
  increment: (slot: number) => number,
): Series {
  const firstSlot = Math.round((from - history.from) / slotSeconds);
  const totals = new Float64Array(history.slots - firstSlot + 1);
  for (let index = 1; index < totals.length; index++) {
    totals[index] = totals[index - 1] + increment(firstSlot + index - 1);
  }
  return sampledSeries(name, labels, scrapeSeconds, at => {
    const position = (at - from) / slotSeconds;
    const slot = Math.floor(position);
    if (slot < 0 || slot >= totals.length) {
      return undefined;
    }
    const next = totals[Math.min(slot + 1, totals.length - 1)];
    const inside = (position - slot) * (next - totals[slot]);
    // Whole events only, or a bucket could pass its neighbour by a fraction.
    return Math.floor(totals[slot] + inside);
  });
}
