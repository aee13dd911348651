import { accepts, areDisjoint, namedValues } from './matching';
import { parseQuery } from './parseQuery';
import { LabelMatcher, Selector, selectorsOf } from './selectors';
import { isSingleSeries } from './shape';

const selectorOf = (text: string): Selector => selectorsOf(parseQuery(text))[0];
const matcher = (text: string): LabelMatcher =>
  selectorOf(`x{${text}}`).matchers[0];

describe('a query', () => {
  it.each([
    'sum(rate(x_total{code=~"5.."}[{{.window}}]))',
    'sum(rate(x_total[{{ .window }}])) or vector(0)',
    'sum by () (increase({"http.requests",job="a"}[{{.window}}] offset 5m))',
    '1 - (sum(a) / sum(b))',
    'max_over_time(x[{{.window}}:1m])',
  ])('%s is PromQL', text => {
    expect(parseQuery(text).syntaxError).toBeUndefined();
  });

  it.each([
    ['sum(rate(x[{{.window}}])', 24],
    ['sum(x) }', 7],
    ['sum(rate(x_total[$window]))', 17],
    ['', 0],
  ])('%p stops being PromQL at %p', (text, from) => {
    expect(parseQuery(text).syntaxError?.from).toBe(
      Math.max(0, Math.min(from, text.length - 1)),
    );
  });

  it('keeps its offsets in spite of the placeholder', () => {
    const text = 'sum(rate(a[{{.window}}])) / sum(rate(b{c="d"}[{{.window}}]))';
    const [, b] = selectorsOf(parseQuery(text));
    expect(text.slice(b.from, b.to)).toBe('b{c="d"}');
    expect(text.slice(b.matchers[0].from, b.matchers[0].to)).toBe('c="d"');
  });

  it.each([
    ['sum(x)', true],
    ['sum(x) or vector(0)', true],
    ['(sum(x) - -sum(y)) / 2', true],
    ['sum by () (x)', true],
    ['sum by (pod) (x)', false],
    ['sum without (pod) (x)', false],
    ['rate(x[5m])', false],
    ['sum(a) / sum by (job) (b)', false],
    ['job:errors:rate5m', undefined],
    ['clamp_max(sum(x), 1)', undefined],
  ])('%s gives one series: %p', (text, isSingle) => {
    expect(isSingleSeries(parseQuery(text))).toBe(isSingle);
  });
});

describe('a selector', () => {
  it.each([
    ['http_requests_total{job="a"}', 'http_requests_total'],
    ['{__name__="named", job="a"}', 'named'],
    ['{"dotted.name", job="a"}', 'dotted.name'],
    ['{__name__=~"some.*", job="a"}', undefined],
  ])('%s is of the metric %p', (text, metric) => {
    expect(selectorOf(text).metric).toBe(metric);
  });

  it('reads its matchers', () => {
    expect(
      selectorOf(
        `x{a="b\\"\\n", c!='d', e=~\`f\\.g\`, "h.i"!~"\\x41\\u00e4"}`,
      ).matchers.map(({ label, operator, value }) => [label, operator, value]),
    ).toEqual([
      ['a', '=', 'b"\n'],
      ['c', '!=', 'd'],
      ['e', '=~', 'f\\.g'],
      ['h.i', '!~', 'A\u00e4'],
    ]);
  });

  it('knows whether it is taken away', () => {
    const of = (text: string) =>
      selectorsOf(parseQuery(text)).map(({ isSubtracted }) => isSubtracted);
    expect(of('sum(a) - sum(rate(b[5m]))')).toEqual([false, true]);
    expect(of('a - (b - c)')).toEqual([false, true, false]);
    expect(of('a + b - c + d')).toEqual([false, false, true, false]);
  });
});

describe('a matcher', () => {
  it.each([
    ['code="500"', '500', true],
    ['code!="500"', '500', false],
    ['code=~"5.."', '503', true],
    ['code=~"5.."', '5000', false],
    ['code!~"4..|5.."', '404', false],
    ['le=~"1(\\\\.0)?"', '1.0', true],
    ['le=~"1(\\\\.0)?"', '1x0', false],
    ['code=~"(5..|499)"', '499', true],
    // What JavaScript would read otherwise, or run away with.
    ['code=~"(?i)oops"', 'OOPS', undefined],
    ['code=~"(a+)+b"', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa', undefined],
    ['code=~"a*a*a*a*a*a*a*b"', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaa', undefined],
    ['code=~"["', 'x', undefined],
  ])('%s lets %p through: %p', (text, value, isAccepted) => {
    expect(accepts(matcher(text), value)).toBe(isAccepted);
  });

  it.each([
    ['a="b"', ['b']],
    ['a=~"b|c"', ['b', 'c']],
    ['a=~"(b|c)"', ['b', 'c']],
    ['a=~"(?:b|c)"', ['b', 'c']],
    ['a=~"b.*"', undefined],
    ['a!="b"', undefined],
  ])('%s names %p', (text, values) => {
    expect(namedValues(matcher(text))).toEqual(values);
  });

  it.each([
    ['x{a="1"}', 'x{a="2"}', true],
    ['x{a="1"}', 'y{a="1"}', true],
    ['x{a="1"}', 'x{a!="1"}', true],
    ['x{a=~"1|2"}', 'x{a!~"1|2|3"}', true],
    ['x{a=~"1|2"}', 'x{a="2"}', false],
    ['x{a="500"}', 'x{a=~"5.."}', false],
    ['x{a="404"}', 'x{a=~"5.."}', true],
    ['x', 'x{a="1"}', false],
    ['x{a="1"}', 'x{b="2"}', false],
    ['x{a=~"4.."}', 'x{a=~"5.."}', false],
  ])('%s and %s are disjoint: %p', (a, b, isDisjoint) => {
    expect(areDisjoint(selectorOf(a), selectorOf(b))).toBe(isDisjoint);
    expect(areDisjoint(selectorOf(b), selectorOf(a))).toBe(isDisjoint);
  });
});
