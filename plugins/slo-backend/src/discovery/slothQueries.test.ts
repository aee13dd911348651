import {
  chartQuery,
  repairedPeriodQuery,
  sampleTimesQuery,
  valuesQuery,
} from './slothQueries';

const plain = { keyLabels: [], matchers: {} };
const scoped = { keyLabels: ['cluster'], matchers: { tenant: 'a"b\\c' } };

describe('queries', () => {
  it('name the key labels and matchers of their source', () => {
    expect(valuesQuery(scoped)).toContain(
      'max by (__name__, sloth_service, sloth_slo, cluster, sloth_objective)',
    );
    expect(valuesQuery(scoped)).toContain('tenant="a\\"b\\\\c"');
    expect(sampleTimesQuery(scoped)).toContain(
      'max by (sloth_service, sloth_slo, cluster) (timestamp(',
    );
    expect(valuesQuery(plain)).not.toContain(',}');
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
});
