import { SyntaxNode } from '@lezer/common';
import { promDurationSeconds } from '../promDuration';
import { SliSpec } from '../specs';
import {
  functionName,
  nodesNamed,
  parseQuery,
  ParsedQuery,
  unwrapped,
} from './promql/parseQuery';
import { acceptsOn } from './promql/matching';
import { Selector } from './promql/selectors';
import { recentSeries, recentSeriesCount } from './recentSeries';
import { readSliQuery } from './sliQuery';

const placeholder = '{{.window}}';

/**
 * The indicator behind a recorded error ratio. Generators of rules write
 * `(errors) / (total)`; what is no such quotient is a ratio of its own.
 *
 * @param expression - of the recording rule
 * @param window - that it records, e.g. `5m`
 * @returns `undefined` for what is no PromQL
 */
export function sliOfRule(
  expression: string,
  window: string,
): SliSpec | undefined {
  const query = parseQuery(expression);
  if (query.syntaxError) {
    return undefined;
  }
  const ratio = unwrapped(query.tree.topNode);
  const isPlainQuotient =
    ratio.name === 'BinaryExpr' &&
    ratio.getChild('Div') &&
    !ratio.getChild('MatchingModifierClause');
  if (!isPlainQuotient) {
    return {
      kind: 'raw',
      errorRatioQuery: withPlaceholder(query, ratio, window),
    };
  }
  return {
    kind: 'events',
    errorQuery: withPlaceholder(query, unwrapped(ratio.firstChild!), window),
    totalQuery: withPlaceholder(
      query,
      withoutGuard(unwrapped(ratio.lastChild!)),
      window,
    ),
  };
}

/** Rules that mind 0/0 divide by `total > 0`. */
function withoutGuard(node: SyntaxNode): SyntaxNode {
  const isGuard =
    node.name === 'BinaryExpr' &&
    node.getChild('Gtr') &&
    node.lastChild?.name === 'NumberDurationLiteral';
  return isGuard ? unwrapped(node.firstChild!) : node;
}

function withPlaceholder(
  query: ParsedQuery,
  node: SyntaxNode,
  window: string,
): string {
  let text = '';
  let at = node.from;
  for (const duration of nodesNamed(node, 'DurationExpr')) {
    if (query.text.slice(duration.from, duration.to) === window) {
      text += query.text.slice(at, duration.from) + placeholder;
      at = duration.to;
    }
  }
  return text + query.text.slice(at, node.to);
}

/**
 * A query for the events a second, on average over a window.
 *
 * @returns `undefined` if the indicator does not count events
 */
export function trafficQuery(sli: SliSpec, window: string): string | undefined {
  if (sli.kind === 'raw') {
    return undefined;
  }
  const { query } = readSliQuery('totalQuery', sli.totalQuery);
  const functions = nodesNamed(query.tree.topNode, 'FunctionCall').map(call =>
    functionName(query, call),
  );
  // With its guard, no traffic would be no answer rather than none.
  const { from, to } = withoutGuard(unwrapped(query.tree.topNode));
  const total = query.text
    .slice(from, to)
    .replace(/\{\{\s*\.window\s*\}\}/g, window);
  if (functions.includes('rate')) {
    return `sum(${total})`;
  }
  const seconds = promDurationSeconds(window);
  return functions.includes('increase') && seconds
    ? `sum(${total}) / ${seconds}`
    : undefined;
}

/**
 * A query for the number of series that a {@link trafficQuery} reads.
 *
 * @returns `undefined` if the indicator does not count events
 */
export function trafficSeriesQuery(sli: SliSpec): string | undefined {
  if (sli.kind === 'raw') {
    return undefined;
  }
  const { query, selectors } = readSliQuery('totalQuery', sli.totalQuery);
  const counts = selectors.map(({ from, to }) =>
    recentSeriesCount(query.text.slice(from, to)),
  );
  return counts.length > 0 ? counts.join(' + ') : undefined;
}

/** A query for the bounds of a histogram that an indicator reads. */
export interface BoundsQuery {
  metric: string;
  /** Gives one series for each bound, which is the label `le`. */
  promql: string;
}

/** Queries for the bounds of all histograms whose buckets an indicator selects. */
export function boundsQueries(sli: SliSpec): BoundsQuery[] {
  const texts =
    sli.kind === 'raw'
      ? [sli.errorRatioQuery]
      : [sli.errorQuery, sli.totalQuery];
  const selectors = texts
    .flatMap(text => readSliQuery('sli', text).selectors)
    .filter(({ matchers }) => matchers.some(({ label }) => label === 'le'));
  const byMetric = new Map<string, string>();
  for (const selector of selectors) {
    if (selector.metric !== undefined && !byMetric.has(selector.metric)) {
      byMetric.set(selector.metric, selectorWithoutBound(selector));
    }
  }
  return [...byMetric].map(([metric, selector]) => ({
    metric,
    promql: `count by (le) (${recentSeries(selector)})`,
  }));
}

/** Whether an expression looks at what is recorded of an SLO, as its alerts do. */
export function selectsSlo(
  expression: string,
  service: string,
  name: string,
): boolean {
  return readSliQuery('sli', expression).selectors.some(
    selector =>
      acceptsOn(selector, 'sloth_service', service) === true &&
      acceptsOn(selector, 'sloth_slo', name) === true,
  );
}

function selectorWithoutBound({ metric, matchers }: Selector): string {
  const all = [
    { label: '__name__', operator: '=', value: metric! },
    ...matchers.filter(({ label }) => label !== 'le'),
  ];
  return `{${all
    .map(
      ({ label, operator, value }) =>
        `${labelText(label)}${operator}${JSON.stringify(value)}`,
    )
    .join(',')}}`;
}

/** Only names that older servers do not know at all need quotes. */
function labelText(label: string): string {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label) ? label : JSON.stringify(label);
}
