import { canonicalPromql } from '../rules';
import { seriesCountQuery, withMatchers } from './reads';

describe('a query within a source', () => {
  it.each([
    ['up', 'up{tenant="shop"}'],
    ['sum(rate(a{}[5m]))', 'sum(rate(a{tenant="shop"}[5m]))'],
    [
      'rate(a{b="}",}[{{.window}}]) / rate({__name__="c"}[{{.window}}])',
      'rate(a{b="}",tenant="shop"}[{{.window}}]) / rate({__name__="c",tenant="shop"}[{{.window}}])',
    ],
    ['a{tenant="other"}', 'a{tenant="other",tenant="shop"}'],
    [
      'max_over_time((a > bool 3)[1h:1m]) or vector(0)',
      'max_over_time((a{tenant="shop"} > bool 3)[1h:1m]) or vector(0)',
    ],
    ['{"a.b"}', '{"a.b",tenant="shop"}'],
  ])('%s sees only what the source is configured for', (query, scoped) => {
    expect(withMatchers(query, { tenant: 'shop' })).toBe(scoped);
  });

  it('is the same where the source has all', () => {
    expect(withMatchers('rate(a[5m])', {})).toBe('rate(a[5m])');
  });

  it('is counted by the series of each selector', () => {
    const query = seriesCountQuery({
      kind: 'events',
      errorQuery: 'sum(rate(a{b="c"}[{{.window}}]))',
      totalQuery: 'sum(rate(a[{{.window}}])) > 0',
    });
    expect(query).toBe(
      '(count(last_over_time(a{b="c"}[1h])) or vector(0)) + (count(last_over_time(a[1h])) or vector(0))',
    );
    expect(canonicalPromql(query)).toBeDefined();
    expect(
      seriesCountQuery({ kind: 'raw', errorRatioQuery: 'vector(0)' }),
    ).toBe('vector(0)');
  });
});
