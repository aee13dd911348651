import { LabelMatcher, Selector } from './selectors';

/** Longer texts and patterns are not tried. */
const longestPattern = 200;
const longestValue = 32;
const mostRepetitions = 4;

/**
 * The pattern as a regular expression, if it is one that JavaScript reads as
 * RE2 does and that cannot run away: it comes from whoever sends a spec.
 */
function tameRegExp(pattern: string): RegExp | undefined {
  const repetitions = pattern.match(/[*+{]/g)?.length ?? 0;
  const isTame =
    pattern.length <= longestPattern &&
    repetitions <= mostRepetitions &&
    // A repeated group can take exponential time.
    !/\)[*+{]/.test(pattern) &&
    // Flags, lookarounds and back references.
    !/\(\?(?!:)|\\[1-9pPkbBAzQE]/.test(pattern);
  if (!isTame) {
    return undefined;
  }
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    return undefined;
  }
}

/** Whether a matcher lets a value through; `undefined` if that cannot be said. */
export function accepts(
  { operator, value: wanted }: LabelMatcher,
  value: string,
): boolean | undefined {
  if (operator === '=' || operator === '!=') {
    return (wanted === value) === (operator === '=');
  }
  const expression =
    value.length <= longestValue ? tameRegExp(wanted) : undefined;
  return expression && expression.test(value) === (operator === '=~');
}

/**
 * Whether all matchers that a selector has on a label let a value through;
 * `undefined` if it has none, or that cannot be said.
 */
export function acceptsOn(
  { matchers }: Pick<Selector, 'matchers'>,
  label: string,
  value: string,
): boolean | undefined {
  const verdicts = matchers
    .filter(matcher => matcher.label === label)
    .map(matcher => accepts(matcher, value));
  if (verdicts.includes(false)) {
    return false;
  }
  return verdicts.length === 0 || verdicts.includes(undefined)
    ? undefined
    : true;
}

/**
 * The values that a matcher names one by one: `a` of `="a"`, `a` and `b` of
 * `=~"a|b"`; `undefined` if it names others by a pattern.
 */
export function namedValues({
  operator,
  value,
}: LabelMatcher): string[] | undefined {
  if (operator === '=') {
    return [value];
  }
  if (operator !== '=~') {
    return undefined;
  }
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(value)?.[1] ?? value;
  return /[.*+?()[\]{}^$\\]/.test(inner) ? undefined : inner.split('|');
}

/**
 * Whether no series can match both selectors: they differ in the metric, or
 * there is a label whose values named by one are all refused by the other.
 */
export function areDisjoint(a: Selector, b: Selector): boolean {
  if (
    a.metric !== undefined &&
    b.metric !== undefined &&
    a.metric !== b.metric
  ) {
    return true;
  }
  return refusesNamed(a, b) || refusesNamed(b, a);
}

function refusesNamed(naming: Selector, refusing: Selector): boolean {
  return naming.matchers.some(matcher => {
    const values = namedValues(matcher);
    return (
      values !== undefined &&
      values.every(value => acceptsOn(refusing, matcher.label, value) === false)
    );
  });
}
