import { recentSeriesCount } from '../lint/recentSeries';
import { readSliQuery } from '../lint/sliQuery';
import { SliSpec } from '../specs';

const textsOf = (sli: SliSpec) =>
  sli.kind === 'raw' ? [sli.errorRatioQuery] : [sli.errorQuery, sli.totalQuery];

/** A query for the number of series that an indicator reads, each selector's anew. */
export function seriesCountQuery(sli: SliSpec): string {
  const counts = textsOf(sli).flatMap(text => {
    const { query, selectors } = readSliQuery('sli', text);
    return selectors.map(({ from, to }) =>
      recentSeriesCount(query.text.slice(from, to)),
    );
  });
  return counts.join(' + ') || 'vector(0)';
}

/**
 * A query that sees only series with certain labels, whatever it selects: what a
 * person may write must not reach beyond what a source is configured for.
 *
 * @param promql - as Prometheus accepts it, or with `{{.window}}` in it
 */
export function withMatchers(
  promql: string,
  labels: Readonly<Record<string, string>>,
): string {
  const added = Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
  if (added === '') {
    return promql;
  }
  const { selectors } = readSliQuery('sli', promql);
  return [...selectors].reverse().reduce((text, { from, to }) => {
    const selector = text.slice(from, to);
    // Without a brace it is a bare name; the last brace of one with any closes it.
    if (!selector.endsWith('}')) {
      return `${text.slice(0, to)}{${added}}${text.slice(to)}`;
    }
    const inside = selector.slice(selector.indexOf('{') + 1, -1).trim();
    const comma = inside === '' || inside.endsWith(',') ? '' : ',';
    return `${text.slice(0, to - 1)}${comma}${added}${text.slice(to - 1)}`;
  }, promql);
}

/** The same indicator on series with certain labels only; see {@link withMatchers}. */
export function sliWithMatchers(
  sli: SliSpec,
  labels: Readonly<Record<string, string>>,
): SliSpec {
  return sli.kind === 'raw'
    ? {
        kind: 'raw',
        errorRatioQuery: withMatchers(sli.errorRatioQuery, labels),
      }
    : {
        kind: 'events',
        errorQuery: withMatchers(sli.errorQuery, labels),
        totalQuery: withMatchers(sli.totalQuery, labels),
      };
}
