import { readSliQuery } from '../lint/sliQuery';

/**
 * Label matchers, one by one, as they were written.
 *
 * @returns `undefined` for what is no list of matchers
 */
export function matcherTexts(text: string): string[] | undefined {
  const list = text.trim().replace(/,$/, '');
  if (list === '') {
    return [];
  }
  const { query, selectors } = readSliQuery('sli', `x{${list}}`);
  const [selector] = selectors;
  const isOneSelector =
    selectors.length === 1 &&
    selector.metric === 'x' &&
    selector.from === 0 &&
    selector.to === query.text.length;
  return !query.syntaxError && isOneSelector
    ? selector.matchers.map(({ from, to }) => query.text.slice(from, to))
    : undefined;
}

/** A selector of a metric by several lists of matchers, of which some may be empty. */
export function selectorText(metric: string, ...lists: string[]): string {
  const matchers = lists
    .map(list => list.trim().replace(/,$/, ''))
    .filter(list => list !== '');
  return matchers.length > 0 ? `${metric}{${matchers.join(',')}}` : metric;
}

/** What two lists of matchers begin with in common, and what each has besides. */
export function sharedMatchers(
  one: string,
  other: string,
): { shared: string; one: string; other: string } | undefined {
  const [ones, others] = [matcherTexts(one), matcherTexts(other)];
  if (!ones || !others) {
    return undefined;
  }
  const differs = ones.findIndex((matcher, index) => matcher !== others[index]);
  const count = differs === -1 ? ones.length : differs;
  return {
    shared: ones.slice(0, count).join(','),
    one: ones.slice(count).join(','),
    other: others.slice(count).join(','),
  };
}
