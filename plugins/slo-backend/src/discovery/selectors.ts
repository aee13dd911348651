/** Which of a source's series are SLOs of ours, and what tells them apart. */
export interface SeriesScope {
  /** Labels beside service and SLO that make up an SLO's key, e.g. `cluster`. */
  keyLabels: readonly string[];
  /** Label values that every series must have, e.g. `{ tenant: 'shop' }`. */
  matchers: Readonly<Record<string, string>>;
}

/** A text as a PromQL string literal, whatever it holds. */
export function promqlString(text: string): string {
  // JSON's escapes are a subset of Go's, which PromQL uses.
  return JSON.stringify(text);
}

/** A list of literal texts as a PromQL regular expression. */
export function promqlAnyOf(texts: readonly string[]): string {
  return promqlString(
    texts.map(text => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
  );
}

/** Label matchers as the inside of a selector. */
export function matchersOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${promqlString(value)}`)
    .join(',');
}

/** A selector of series by the inside of its braces; empty parts are left out. */
export function selectorOf(matchers: readonly string[]): string {
  return `{${matchers.filter(text => text !== '').join(',')}}`;
}

/**
 * `max by` and not the bare selector: it leaves out labels nobody reads (with
 * 10,000 SLOs that is most of the answer), and folds the same series from two
 * replicas of one Prometheus into one.
 */
export function maxBy(labels: readonly string[], expression: string): string {
  return `max by (${labels.join(', ')}) (${expression})`;
}

/**
 * Matchers of the labels that tell an SLO from others of its name. A label that it
 * has none of is asked for as empty, or the series of its siblings were taken for its own.
 */
export function partitionMatchers(
  { keyLabels }: Pick<SeriesScope, 'keyLabels'>,
  partition: Readonly<Record<string, string>> = {},
): string {
  const labels = [...new Set([...keyLabels, ...Object.keys(partition)])];
  return matchersOf(
    Object.fromEntries(labels.map(label => [label, partition[label] ?? ''])),
  );
}
