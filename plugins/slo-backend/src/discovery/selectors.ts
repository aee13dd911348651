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
