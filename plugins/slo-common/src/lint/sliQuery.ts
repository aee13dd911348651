import { parseQuery, ParsedQuery } from './promql/parseQuery';
import { Selector, selectorsOf } from './promql/selectors';
import { LintPart } from './types';

/** Bounds of the buckets that a histogram really has, by its metric's name. */
export type BucketBounds = Readonly<Record<string, readonly number[]>>;

/** A query of an SLI, read. */
export interface SliQuery {
  part: LintPart;
  query: ParsedQuery;
  selectors: Selector[];
}

/** Reads a query; one that is no PromQL has no selectors to look at. */
export function readSliQuery(part: LintPart, text: string): SliQuery {
  const query = parseQuery(text);
  return {
    part,
    query,
    selectors: query.syntaxError ? [] : selectorsOf(query),
  };
}
