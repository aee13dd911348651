import { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  functionName,
  nodesNamed,
  ParsedQuery,
  textOf,
  unwrapped,
} from '../lint/promql/parseQuery';
import { Selector, selectorsOf } from '../lint/promql/selectors';
import { readSliQuery } from '../lint/sliQuery';
import { SliSpec } from '../specs';
import { boundOf } from './boundOf';
import { SloIndicator, TimedIndicator } from './schema';

/** A bucket, or a part of a native histogram, that good events fall under. */
interface Bound {
  metric: string;
  /** In the unit of the metric. */
  bound: number;
}

/**
 * What an SLI measures, by the metrics and buckets that its queries select.
 *
 * It is one of time if all good events are those under one bound of a
 * histogram whose name tells its unit.
 *
 * @returns `undefined` for a ratio that does not tell what it counts
 */
export function readIndicator(sli: SliSpec): SloIndicator | undefined {
  const text = sli.kind === 'raw' ? sli.errorRatioQuery : sli.errorQuery;
  const errors = readSliQuery('sli', text);
  if (errors.query.syntaxError) {
    return undefined;
  }
  const timed = timedBy([
    ...goodBuckets(errors.selectors),
    ...fractions(errors.query),
  ]);
  if (timed) {
    return timed;
  }
  if (sli.kind === 'raw') {
    return undefined;
  }
  const [total] = readSliQuery('totalQuery', sli.totalQuery).selectors;
  return { kind: 'events', noun: nounOf(total?.metric ?? '') };
}

/** Errors are all events less those under the bound. */
function goodBuckets(selectors: readonly Selector[]): Bound[] {
  return selectors.flatMap(({ metric, matchers, isSubtracted }) => {
    const matcher = matchers.find(({ label }) => label === 'le');
    const bound = matcher && boundOf(matcher);
    return isSubtracted && metric !== undefined && bound !== undefined
      ? [{ metric, bound }]
      : [];
  });
}

/** The same of native histograms: `histogram_fraction(0, 0.3, rate(h[5m]))`. */
function fractions(query: ParsedQuery): Bound[] {
  return nodesNamed(query.tree.topNode, 'FunctionCall')
    .filter(call => functionName(query, call) === 'histogram_fraction')
    .flatMap(call => {
      const [from, to] = argumentsOf(call).map(each => numberOf(query, each));
      const selector = selectorsOf(query).find(
        candidate => candidate.from >= call.from && candidate.to <= call.to,
      );
      return from === 0 && to !== undefined && selector?.metric !== undefined
        ? [{ metric: selector.metric, bound: to }]
        : [];
    });
}

function numberOf(query: ParsedQuery, node: SyntaxNode): number | undefined {
  const number = Number(textOf(query, unwrapped(node)));
  return Number.isFinite(number) ? number : undefined;
}

function timedBy(bounds: readonly Bound[]): TimedIndicator | undefined {
  const [first] = bounds;
  const isOne = bounds.every(
    ({ metric, bound }) => metric === first.metric && bound === first.bound,
  );
  const unit = first && unitSeconds(first.metric);
  if (!first || !isOne || unit === undefined || !(first.bound > 0)) {
    return undefined;
  }
  return {
    kind: kindOf(first.metric),
    // Without what the unit's conversion adds in digits that nobody wrote.
    thresholdSeconds: Number((first.bound * unit).toPrecision(12)),
    noun: nounOf(first.metric),
  };
}

/** Units that histograms of times name, as the conventions for metrics have it. */
function unitSeconds(metric: string): number | undefined {
  const unit = /_(seconds|milliseconds|ms|microseconds|us)(?:_bucket)?$/.exec(
    metric,
  )?.[1];
  switch (unit) {
    case 'seconds':
      return 1;
    case 'milliseconds':
    case 'ms':
      return 1e-3;
    case 'microseconds':
    case 'us':
      return 1e-6;
    default:
      return undefined;
  }
}

/** Metrics of the time until a model begins to answer. */
export const firstTokenMetric = /first_?token|ttft/i;
const age = /(?:^|_)(?:age|lag|delay|freshness|staleness)(?:_|$)/i;

function kindOf(metric: string): TimedIndicator['kind'] {
  if (firstTokenMetric.test(metric)) {
    return 'first-token';
  }
  return age.test(metric) ? 'freshness' : 'latency';
}

/** What metrics are usually called by what they count; the first that fits. */
const nouns: readonly [RegExp, string][] = [
  [firstTokenMetric, 'first tokens'],
  [/grpc|rpc_/i, 'calls'],
  [/http|request/i, 'requests'],
  [/message|consum|deliver/i, 'messages'],
  [/quer(?:y|ies)/i, 'queries'],
  [/job|batch|pipeline/i, 'jobs'],
  [/task/i, 'tasks'],
  [/predict|inference/i, 'predictions'],
  [/order/i, 'orders'],
];

function nounOf(metric: string): string {
  return nouns.find(([pattern]) => pattern.test(metric))?.[1] ?? 'events';
}
