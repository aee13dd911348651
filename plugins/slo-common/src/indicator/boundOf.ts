import { LabelMatcher } from '../lint/promql/selectors';

/** How a bound is written that matches with and without a fraction: `0.3([.]0)?`. */
const optionalFraction = /\((?:\?:)?(?:\[\.\]|\\+\.)0\+?\)\?$/;

/**
 * The bound of the bucket that a matcher on `le` selects: 0.3 for `le="0.3"`,
 * for `le=~"0.3([.]0)?"` and for `le=~"1|1.0"`.
 *
 * @returns `undefined` for more than one bound, for none and for infinity
 */
export function boundOf({ operator, value }: LabelMatcher): number | undefined {
  if (operator !== '=' && operator !== '=~') {
    return undefined;
  }
  const forms = operator === '=' ? [value] : alternativesOf(value);
  const [bound, ...others] = forms.map(form =>
    form.trim() === '' ? NaN : Number(form),
  );
  return Number.isFinite(bound) && others.every(other => other === bound)
    ? bound
    : undefined;
}

function alternativesOf(pattern: string): string[] {
  const inner = /^\((?:\?:)?([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  return inner
    .split('|')
    .map(form => form.replace(optionalFraction, '').replace(/\\+\./g, '.'))
    .map(form => form.replace(/\[\.\]/g, '.'));
}
