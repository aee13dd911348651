import { firstTokenMetric } from '../indicator/readIndicator';
import { accepts } from './promql/matching';
import { Selector } from './promql/selectors';
import { BucketBounds, SliQuery } from './sliQuery';
import { LintFinding } from './types';

/** What only indicators by histograms can have wrong. */
export function lintLatency(
  queries: readonly SliQuery[],
  bounds: BucketBounds,
): LintFinding[] {
  return [
    ...queries.flatMap(query => lintThresholds(query, bounds)),
    ...lintFirstToken(queries),
  ];
}

/** A threshold between two bounds selects no bucket, and so no events. */
function lintThresholds(
  { part, selectors }: SliQuery,
  bounds: BucketBounds,
): LintFinding[] {
  return selectors.flatMap((selector): LintFinding[] => {
    const known = bounds[selector.metric ?? ''];
    const threshold = selector.matchers.find(
      ({ label, operator }) =>
        label === 'le' && (operator === '=' || operator === '=~'),
    );
    if (!known || known.length === 0 || !threshold) {
      return [];
    }
    const isThere = [...known, Infinity].some(bound =>
      writtenForms(bound).some(text => accepts(threshold, text) !== false),
    );
    return isThere
      ? []
      : [
          {
            code: 'threshold-not-a-bucket',
            severity: 'error',
            message: `'${selector.metric}' has no bucket at ${
              threshold.value
            }, so the query selects nothing: its bounds are ${known.join(
              ', ',
            )}.`,
            remedy: `${nearestInWords(
              threshold.value,
              known,
            )}Or add a bucket at the threshold where the service measures.`,
            where: { part, from: threshold.from, to: threshold.to },
          },
        ];
  });
}

/** Prometheus 3 writes whole numbers with a fraction, older ones without. */
function writtenForms(bound: number): string[] {
  if (bound === Infinity) {
    return ['+Inf'];
  }
  return Number.isInteger(bound) ? [`${bound}`, `${bound}.0`] : [`${bound}`];
}

function nearestInWords(value: string, known: readonly number[]): string {
  // As it is written to match both forms: 0.3([.]0)?
  const wanted = Number(value.replace(/\([^()]*\)\?$/, ''));
  if (!Number.isFinite(wanted)) {
    return '';
  }
  const nearest = known.reduce((a, b) =>
    Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a,
  );
  return `Take the nearest bound, ${nearest}. `;
}

/**
 * A request that fails before its first token has no time to first token. A
 * total that comes from the histogram does not know of it.
 */
function lintFirstToken(queries: readonly SliQuery[]): LintFinding[] {
  const total = queries.find(({ part }) => part === 'totalQuery');
  const isCount = ({ metric = '' }: Selector) =>
    firstTokenMetric.test(metric) && /_(count|bucket)$/.test(metric);
  const selector = total?.selectors.find(isCount);
  return total && selector
    ? [
        {
          code: 'failed-before-first-token',
          severity: 'warning',
          message: `The total is the count of '${selector.metric}': requests that fail before their first token are in neither query.`,
          remedy:
            'Take the total from the counter of requests, only of those that stream.',
          where: { part: total.part, from: selector.from, to: selector.to },
        },
      ]
    : [];
}
