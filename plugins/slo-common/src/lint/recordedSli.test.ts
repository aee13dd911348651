import { parseQuery } from './promql/parseQuery';
import {
  boundsQueries,
  selectsSlo,
  sliOfRule,
  trafficQuery,
  trafficSeriesQuery,
} from './recordedSli';

const errors = 'sum(rate(x_total{outcome="error"}[{{.window}}]))';
const total = 'sum(rate(x_total[{{.window}}]))';
const at = (text: string, window: string) =>
  text.replaceAll('{{.window}}', window);

describe('the indicator behind a rule', () => {
  it.each([
    ['as Sloth writes it', `(${at(errors, '5m')})\n/\n(${at(total, '5m')})\n`],
    ['with a guard', `(${at(errors, '5m')}) / ((${at(total, '5m')}) > 0)`],
    [
      'with the guard of the spec',
      `(${at(errors, '5m')})\n/\n(${at(total, '5m')} > 0)`,
    ],
    ['without parentheses', `${at(errors, '5m')} / ${at(total, '5m')}`],
    ['within parentheses', `((${at(errors, '5m')}) / (${at(total, '5m')}))`],
  ])('is found %s', (_, expression) => {
    expect(sliOfRule(expression, '5m')).toEqual({
      kind: 'events',
      errorQuery: errors,
      totalQuery: total,
    });
  });

  it('keeps ranges that are not of the window', () => {
    const rule = '(sum(rate(a[5m]))) / (sum(rate(b[30m] offset 5m)))';
    expect(sliOfRule(rule, '30m')).toEqual({
      kind: 'events',
      errorQuery: 'sum(rate(a[5m]))',
      totalQuery: 'sum(rate(b[{{.window}}] offset 5m))',
    });
  });

  it.each([
    ['1 - (sum(rate(good[5m])))', '1 - (sum(rate(good[{{.window}}])))'],
    ['(avg_over_time(ratio[5m]))', 'avg_over_time(ratio[{{.window}}])'],
    ['a / on(job) b', 'a / on(job) b'],
  ])('of %s is a ratio of its own', (rule, errorRatioQuery) => {
    expect(sliOfRule(rule, '5m')).toEqual({ kind: 'raw', errorRatioQuery });
  });

  it('is not that of what is no PromQL', () => {
    expect(sliOfRule('sum(', '5m')).toBeUndefined();
  });
});

describe('the traffic of an indicator', () => {
  const sli = (totalQuery: string) =>
    ({ kind: 'events', errorQuery: errors, totalQuery } as const);
  it.each([
    [total, 'sum(sum(rate(x_total[1d])))'],
    [
      'sum(increase(x_total[{{ .window }}]))',
      'sum(sum(increase(x_total[1d]))) / 86400',
    ],
    [`${total} > 0`, 'sum(sum(rate(x_total[1d])))'],
    ['sum(x)', undefined],
  ])('by %s is %p', (totalQuery, query) => {
    const asked = trafficQuery(sli(totalQuery), '1d');
    expect(asked).toBe(query);
    expect(parseQuery(asked ?? 'vector(0)').syntaxError).toBeUndefined();
  });

  it('is not known of a ratio', () => {
    expect(
      trafficQuery({ kind: 'raw', errorRatioQuery: 'a' }, '1d'),
    ).toBeUndefined();
  });
});

describe('the series that traffic is counted from', () => {
  it('are counted by what selects them', () => {
    const asked = trafficSeriesQuery({
      kind: 'events',
      errorQuery: errors,
      totalQuery:
        'sum(rate(x_total{a="b"}[{{.window}}])) + sum(rate(y_total[{{.window}}])) > 0',
    });
    expect(asked).toBe(
      '(count(last_over_time(x_total{a="b"}[1h])) or vector(0)) + (count(last_over_time(y_total[1h])) or vector(0))',
    );
    expect(parseQuery(asked!).syntaxError).toBeUndefined();
  });

  it('are not known of a ratio', () => {
    expect(
      trafficSeriesQuery({ kind: 'raw', errorRatioQuery: 'a' }),
    ).toBeUndefined();
  });
});

describe('the bounds of an indicator', () => {
  it('are asked for by what its buckets are selected by', () => {
    const queries = boundsQueries({
      kind: 'events',
      errorQuery:
        'sum(rate(h_count[{{.window}}])) - sum(rate(h_bucket{job="a",le="0.3","x.y"=~"b|c"}[{{.window}}]))',
      totalQuery: 'sum(rate(h_bucket{le="+Inf"}[{{.window}}]))',
    });
    expect(queries).toEqual([
      {
        metric: 'h_bucket',
        promql:
          'count by (le) (last_over_time({__name__="h_bucket",job="a","x.y"=~"b|c"}[1h]))',
      },
    ]);
    expect(parseQuery(queries[0].promql).syntaxError).toBeUndefined();
  });

  it('are not asked for without buckets', () => {
    expect(boundsQueries({ kind: 'raw', errorRatioQuery: 'a' })).toEqual([]);
  });
});

it.each([
  ['max(a{sloth_service="orders", sloth_slo="x"} > 0.1)', true],
  ['max(a{sloth_service="orders", sloth_slo="y"} > 0.1)', false],
  ['max(a{sloth_slo="x"} > 0.1)', false],
  ['max(a{', false],
])('%s looks at the SLO: %p', (expression, isIt) => {
  expect(selectsSlo(expression, 'orders', 'x')).toBe(isIt);
});
