import {
  boundsQueries,
  ErrorHistory,
  fillWindow,
  formatPromDuration,
  seriesCountQuery,
  SeriesRange,
  seriesTimestamps,
  SliSpec,
  sliWithMatchers,
} from '@goreliable/plugin-slo-common';
import { InstantSample, MetricsSource, RangeSample } from '../ports';
import { mostSamples, samplesOf } from '../review/rawCost';
import { ScopedSource } from '../series/SeriesReader';

const secondsPerDay = 86_400;
/** A month in 720 points, and what its first alert windows look back on. */
const stepSeconds = 3_600;
const daysRead = 33;
const daysJudged = 30;
/** What "now" is: the shortest window of Sloth's rules. */
const nowSeconds = 300;
const mostHistograms = 4;

/** What an indicator was, read from the series that it is made of. */
export interface RawSli {
  /** Slices of an hour, with their events where the indicator counts any. */
  history: ErrorHistory;
  /** Error ratios over times that end now, shortest first. */
  ratios: { seconds: number; errorRatio?: number }[];
  eventsPerSecond?: number;
  bucketBounds: Record<string, number[]>;
  /** What was left out, in sentences. */
  notes: string[];
  warnings: string[];
}

interface Asking {
  source: MetricsSource;
  /** Unix seconds. */
  at: number;
  signal: AbortSignal;
}

const finiteOr0 = (value: number | undefined) =>
  value !== undefined && Number.isFinite(value) ? value : 0;

/**
 * Reads an indicator that nothing is recorded of, by two range queries of at most
 * 800 points and some instant ones. Of very many series it reads fewer days.
 *
 * @param now - Unix seconds
 * @throws UpstreamError if the source does not answer, or refuses a query; the
 *   signal's reason when aborted
 */
export async function readRawSli(
  { source, scope }: ScopedSource,
  sli: SliSpec,
  now: number,
  signal: AbortSignal,
): Promise<RawSli> {
  const scoped = sliWithMatchers(sli, scope.matchers ?? {});
  const asking = { source, at: now, signal };
  const [count] = (await ask(asking, seriesCountQuery(scoped))).samples;
  const days = daysFor(count?.value ?? 0);
  const to = Math.floor(now / stepSeconds) * stepSeconds;
  const range = { from: to - days * secondsPerDay, to, stepSeconds };
  const [past, present, bounds] = await Promise.all([
    readPast(asking, scoped, range),
    ask(asking, ratioQuery(scoped, formatPromDuration(nowSeconds))),
    readBounds(asking, scoped),
  ]);
  const { errors, events, severals } = past;
  const ratios = seriesTimestamps(range).map((_, index) =>
    ratioOf(errors[index], events?.[index]),
  );
  const history: ErrorHistory = {
    from: range.from,
    sliceSeconds: stepSeconds,
    errorRatios: Float64Array.from(ratios),
    ...(events && { events: Float64Array.from(events, finiteOr0) }),
  };
  return {
    history,
    ratios: [
      { seconds: nowSeconds, ...asRatio(present.samples[0]?.value) },
      ...[1, 7, daysJudged]
        .filter(each => each <= days)
        .map(each => ({
          seconds: each * secondsPerDay,
          ...asRatio(average(history, each * secondsPerDay)),
        })),
    ],
    ...eventRate(scoped, history),
    bucketBounds: bounds,
    notes: [
      ...severals.map(
        part =>
          `The query of ${part} gives several series, of which only the first is shown: put sum() around it, or its rules would record a ratio of each`,
      ),
      ...(days < daysRead
        ? [
            `It reads ${
              count!.value
            } series, so only the last ${days} days are looked at`,
          ]
        : []),
    ],
    warnings: [...new Set([...past.warnings, ...present.warnings])],
  };
}

function daysFor(series: number): number {
  const perDay = samplesOf(series, secondsPerDay);
  const affordable = Math.floor(mostSamples / Math.max(1, perDay));
  return Math.max(1, Math.min(daysRead, affordable));
}

/** Rounding, and counters that are not scraped at the same moment, can make a little less than nothing. */
function ratioOf(errors: number | undefined, events: number | undefined) {
  if (events === undefined) {
    return errors === undefined ? NaN : Math.max(0, errors);
  }
  return errors !== undefined && events > 0
    ? Math.max(0, errors / events)
    : NaN;
}

function asRatio(value: number | undefined): { errorRatio?: number } {
  return value !== undefined && Number.isFinite(value)
    ? { errorRatio: Math.max(0, value) }
    : {};
}

/** As Sloth's rules write it. */
function ratioQuery(sli: SliSpec, window: string): string {
  return sli.kind === 'raw'
    ? `(${fillWindow(sli.errorRatioQuery, window)})`
    : `(${fillWindow(sli.errorQuery, window)}) / (${fillWindow(
        sli.totalQuery,
        window,
      )})`;
}

async function ask(
  { source, at, signal }: Asking,
  promql: string,
): Promise<{ samples: InstantSample[]; warnings: string[] }> {
  return await source.query({
    operation: 'try an SLO',
    promql,
    at,
    signal,
  });
}

async function readPast(
  { source, signal }: Asking,
  sli: SliSpec,
  range: SeriesRange,
) {
  const window = formatPromDuration(stepSeconds);
  const read = async (query: string) => {
    const { samples, warnings } = await source.queryRange({
      operation: 'try an SLO on the past',
      promql: fillWindow(query, window),
      range,
      signal,
    });
    return { samples, warnings };
  };
  const [errors, total] = await Promise.all(
    sli.kind === 'raw'
      ? [read(sli.errorRatioQuery)]
      : [read(sli.errorQuery), read(sli.totalQuery)],
  );
  const isSeveral = ({ samples }: { samples: RangeSample[] }) =>
    samples.length > 1;
  return {
    errors: valuesOf(errors.samples, range),
    ...(total && {
      events: valuesOf(total.samples, range).map(value => value ?? NaN),
    }),
    severals: [
      ...(isSeveral(errors)
        ? [sli.kind === 'raw' ? 'the ratio' : 'bad events']
        : []),
      ...(total && isSeveral(total) ? ['all events'] : []),
    ],
    warnings: [...errors.warnings, ...(total?.warnings ?? [])],
  };
}

function valuesOf(
  samples: readonly RangeSample[],
  range: SeriesRange,
): (number | undefined)[] {
  const byTime = new Map(
    samples[0]?.points.filter(([, value]) => Number.isFinite(value)),
  );
  return seriesTimestamps(range).map(at => byTime.get(at));
}

/** Over the last slices: by events where they are counted, else slice by slice. */
function average(
  { errorRatios, events, sliceSeconds }: ErrorHistory,
  seconds: number,
): number {
  const first = errorRatios.length - Math.round(seconds / sliceSeconds);
  let [failed, all] = [0, 0];
  for (let index = Math.max(0, first); index < errorRatios.length; index++) {
    const ratio = errorRatios[index];
    const weight = events ? events[index] : 1;
    if (Number.isFinite(ratio)) {
      failed += ratio * weight;
      all += weight;
    }
  }
  return all > 0 ? failed / all : NaN;
}

/** Over the last day: what the query gives is a rate, or a number for each hour. */
function eventRate(
  sli: SliSpec,
  { events, sliceSeconds }: ErrorHistory,
): { eventsPerSecond?: number } {
  if (sli.kind === 'raw' || !events) {
    return {};
  }
  const perSecond = /\brate\s*\(/.test(sli.totalQuery)
    ? 1
    : /\bincrease\s*\(/.test(sli.totalQuery) && 1 / sliceSeconds;
  const day = Array.from(events).slice(-secondsPerDay / sliceSeconds);
  return perSecond && day.length > 0
    ? {
        eventsPerSecond:
          (day.reduce((sum, each) => sum + each, 0) / day.length) * perSecond,
      }
    : {};
}

async function readBounds(
  asking: Asking,
  sli: SliSpec,
): Promise<Record<string, number[]>> {
  const found = await Promise.all(
    boundsQueries(sli)
      .slice(0, mostHistograms)
      .map(async ({ metric, promql }) => {
        const { samples } = await ask(asking, promql);
        const bounds = samples
          .map(({ labels }) => Number(labels.le))
          .filter(Number.isFinite);
        // Both ways of writing a whole number are the same bound.
        return [metric, [...new Set(bounds)].sort((a, b) => a - b)] as const;
      }),
  );
  return Object.fromEntries(found);
}
