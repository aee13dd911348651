import {
  budgetTrendQuery,
  chartQuery,
  sampleTimesQuery,
  valuesQuery,
} from './queries';
import { repairedPeriodQuery } from './slothQueries';

const plain = { keyLabels: [], matchers: {} };
const scoped = { keyLabels: ['cluster'], matchers: { tenant: 'a"b\\c' } };

describe('queries', () => {
  it('name the key labels and matchers of their source', () => {
    expect(valuesQuery(scoped)).toContain(
      'max by (__name__, sloth_service, sloth_slo, cluster, sloth_objective)',
    );
    expect(valuesQuery(scoped)).toContain(
      'max by (__name__, slo, service, cluster, job)',
    );
    expect(valuesQuery(scoped).split('tenant="a\\"b\\\\c"')).toHaveLength(3);
    expect(sampleTimesQuery(scoped)).toContain(
      'max by (sloth_service, sloth_slo, cluster) (timestamp(',
    );
    for (const query of [valuesQuery, sampleTimesQuery, budgetTrendQuery]) {
      expect(query(plain)).not.toContain(',}');
    }
  });

  it('ask for the times of one window of each SLO of Pyrra', () => {
    const query = sampleTimesQuery(plain, ['11m', '5m']);
    const windows = [...query.matchAll(/:burnrate(\w+)"/g)].map(
      ([, each]) => each,
    );
    expect(windows).toEqual(['1m', '3m', '5m', '16m', '11m']);
  });

  it('escape what people put into names', () => {
    const query = repairedPeriodQuery(
      plain,
      [{ source: 's', service: 'a.b', name: 'c|d"' }],
      '5m',
      '30d',
    );
    expect(query).toContain('sloth_service=~"a\\\\.b"');
    expect(query).toContain('sloth_slo=~"c\\\\|d\\""');
    expect(query).toMatch(/\)\[30d:5m\]\)$/);
  });

  it('ask for the series of exactly one SLO', () => {
    const key = {
      source: 's',
      service: 'a',
      name: 'b',
      partition: { cluster: 'eu' },
    };
    expect(chartQuery(scoped, key, '1h')).toBe(
      'max by (__name__) ({__name__=~"slo:period_error_budget_remaining:ratio|slo:sli_error:ratio_rate1h",sloth_slo!="",sloth_service="a",sloth_slo="b",cluster="eu",tenant="a\\"b\\\\c"})',
    );
    expect(chartQuery(plain, key, undefined)).not.toContain('ratio_rate');
  });

  it.each([undefined, 'pyrra' as const])(
    'ask for no sibling of an SLO without the labels that tell them apart, of %s',
    tool => {
      const key = { source: 's', service: 'a', name: 'b', tool };
      expect(chartQuery(scoped, key, '1h')).toContain('cluster=""');
      expect(chartQuery(plain, key, '1h')).not.toContain('cluster');
    },
  );

  it.each([
    ['b', 'service=~"|b"'],
    ['a.b', 'service=~"a\\\\.b"'],
  ])(
    'ask for the series of exactly one SLO of Pyrra, of %s',
    (service, own) => {
      const query = chartQuery(
        scoped,
        { source: 's', service, name: 'b', tool: 'pyrra' },
        '1h',
      );
      expect(query.split(`slo="b",cluster="",${own}`)).toHaveLength(5);
      expect(query).toContain('__name__=~".+:burnrate1h"');
      expect(query.split('tenant=')).toHaveLength(5);
    },
  );
});
