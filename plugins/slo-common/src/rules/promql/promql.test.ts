import { canonicalPromql, isSamePromql } from './canonicalPromql';
import { checkPromql } from './checkPromql';

describe('canonicalPromql', () => {
  // On the right as Prometheus 3 itself writes the expression on the left.
  it.each([
    [
      `max(a{x="1", y='2'} > (14.4 * 0.1)) without (sloth_window)`,
      'max without (sloth_window) (a{x="1",y="2"} > (14.4 * 0.1))',
    ],
    ['SUM(rate(x[60s])) BY (le,)', 'sum by (le) (rate(x[1m]))'],
    ['sum by () (x)', 'sum(x)'],
    ['x < Inf', 'x < +Inf'],
    ['{"a.b",c="d"}', '{__name__="a.b",c="d"}'],
    ['vector(1-0.999)', 'vector(1 - 0.999)'],
    ['a # why\n/ on() group_left b', 'a / on () group_left () b'],
    ['x{a=~`b\\.c`,}', 'x{a=~"b\\\\.c"}'],
    ['1e-05 * a{}', '0.00001 * a'],
    ['x[90m:] offset 1d12h', 'x[1h30m:] offset 36h'],
  ])('%s', (one, other) => {
    expect(isSamePromql(one, other)).toBe(true);
  });

  it.each([
    ['a', 'b'],
    ['a{x="1"}', 'a{x!="1"}'],
    ['rate(x[5m])', 'rate(x[6m])'],
    ['(a + b) * c', 'a + b * c'],
    ['sum by (x) (a)', 'sum without (x) (a)'],
    ['x[5m:1m]', 'x[5m:]'],
    ['sum without () (x)', 'sum(x)'],
    ['-x', 'x'],
    ['a and b', 'a or b'],
    ['Metric', 'metric'],
  ])('%s is not %s', (one, other) => {
    expect(isSamePromql(one, other)).toBe(false);
  });

  it('has none for what is no PromQL', () => {
    expect(canonicalPromql('sum(')).toBeUndefined();
    expect(isSamePromql('sum(', ' sum( ')).toBe(true);
  });
});

describe('checkPromql', () => {
  it.each([
    ['1', 'scalar'],
    ['(1 + time()) * 2', 'scalar'],
    ['a > 1', 'vector'],
    ['-sum(rate(x[5m]))', 'vector'],
    ['x[5m] offset 1h', 'matrix'],
    ['(a)[5m:1m] @ end()', 'matrix'],
    ['"text"', 'string'],
    ['histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', 'vector'],
    ['label_replace(a, "b", "$1", "c", "(.*)")', 'vector'],
    ['round(a)', 'vector'],
    ['hour()', 'vector'],
    ['topk(3, a)', 'vector'],
    ['1 > bool 2', 'scalar'],
    ['a and on () b', 'vector'],
    ['{__name__="a"}', 'vector'],
    ['a offset 5m / b offset 5m', 'vector'],
  ])('%s is a %s', (text, type) => {
    expect(checkPromql(text)).toEqual({ kind: 'valid', type });
  });

  // Each of them is refused by Prometheus' own parser.
  it.each([
    ['sum(rate(x[5m])', /ends too early/],
    ['rate(sum(x))', /rate takes a range vector, not an instant vector/],
    ['sum(x[5m])', /sum takes an instant vector, not a range vector/],
    ['a / b[5m:1m]', /takes scalars and instant vectors, not a range/],
    ['x[5m] / y[5m]', /'\/' takes scalars and instant vectors/],
    ['1 > 2', /only be compared with bool/],
    ['1 and a', /takes instant vectors, not scalars/],
    ['vector(a)', /vector takes a scalar, not an instant vector/],
    ['rate(x[5m], 1)', /rate takes 1 argument, not 2/],
    ['clamp_max(a)', /clamp_max takes 2 arguments, not 1/],
    ['histogram_share(0.2, a)', /cannot stand there/],
    ['{x=~".*"}', /select every series/],
    ['vector(1)[5m]', /only stand behind a selector/],
    ['(-x)[5m]', /only stand behind a selector/],
    ['sum(x) offset 5m', /only stand behind a selector/],
    ['', /./],
    ['mad_over_time(x[5m])', /experimental/],
    ['x[5m + 1m]', /computes with durations/],
  ])('%s is refused', (text, message) => {
    const checked = checkPromql(text);
    expect(checked).toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(message),
    });
  });
});
