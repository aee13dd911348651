import { slotSeconds, type ServiceHistory } from './simulate';

/** The events that one objective judges, slot by slot. */
export interface JudgedEvents {
  readonly bad: Float64Array;
  readonly total: Float64Array;
}

/**
 * What the golden paths' objectives count, by the objective's name.
 *
 * @returns undefined for a name that no golden path has.
 */
export function judgedEvents(
  history: ServiceHistory,
  slo: string,
): JudgedEvents | undefined {
  const sum = (
    value: (stream: ServiceHistory['streams'][number], slot: number) => number,
  ) =>
    Float64Array.from({ length: history.slots }, (_, slot) =>
      history.streams.reduce((total, stream) => total + value(stream, slot), 0),
    );
  switch (slo) {
    case 'requests-availability':
    case 'messages-success':
      return {
        bad: sum((stream, slot) => stream.failed[slot]),
        total: sum(
          (stream, slot) => stream.total[slot] - stream.rejected[slot],
        ),
      };
    case 'requests-latency':
    case 'messages-freshness':
      return {
        bad: sum((stream, slot) => stream.slow[slot]),
        total: sum((stream, slot) => stream.total[slot]),
      };
    default:
      return undefined;
  }
}

/** Error ratios over any window that ends at any moment. */
export interface ErrorRatios {
  /**
   * Weighs every event the same, as rates over raw counters do.
   *
   * @param at - Unix time in seconds; @param windowSeconds - more than 0.
   * @returns 0 to 1, or undefined without a single event in the window.
   */
  ratio(at: number, windowSeconds: number): number | undefined;
}

/**
 * Within a slot events are spread evenly, so counts at any moment follow from
 * the running totals by interpolation, and no window has an edge effect.
 *
 * @param from - Unix time in seconds of the first slot's start.
 */
export function errorRatios(events: JudgedEvents, from: number): ErrorRatios {
  const bad = runningTotal(events.bad);
  const total = runningTotal(events.total);
  return {
    ratio(at, windowSeconds) {
      const end = (at - from) / slotSeconds;
      const start = end - windowSeconds / slotSeconds;
      const all = valueAt(total, end) - valueAt(total, start);
      if (all <= 0) {
        return undefined;
      }
      const wrong = valueAt(bad, end) - valueAt(bad, start);
      return Math.min(1, Math.max(0, wrong / all));
    },
  };
}

function runningTotal(values: Float64Array): Float64Array {
  const totals = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    totals[index + 1] = totals[index] + value;
  });
  return totals;
}

function valueAt(totals: Float64Array, position: number): number {
  const inside = Math.min(Math.max(position, 0), totals.length - 1);
  const index = Math.min(Math.floor(inside), totals.length - 2);
  const share = inside - index;
  return totals[index] + share * (totals[index + 1] - totals[index]);
}
