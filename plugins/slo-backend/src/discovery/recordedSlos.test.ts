import { InstantSample } from '../ports';
import { recordedSlos } from './recordedSlos';

function sample(
  name: string,
  value: number,
  labels: Record<string, string> = {},
): InstantSample {
  return {
    value,
    labels: {
      ...(name && { __name__: name }),
      sloth_service: 'a',
      sloth_slo: 'b',
      ...labels,
    },
  };
}

const one = (values: InstantSample[], times: InstantSample[] = []) => {
  const slos = recordedSlos(values, times, 'lab', []);
  expect(slos).toHaveLength(1);
  return slos[0];
};

describe('recordedSlos', () => {
  it('puts the series of an SLO together', () => {
    expect(
      one(
        [
          sample('slo:sli_error:ratio_rate4w', 0.002),
          sample('slo:sli_error:ratio_rate5m', 0.001),
          sample('slo:objective:ratio', 0.99),
          sample('slo:time_period:days', 28),
          sample('slo:period_error_budget_remaining:ratio', 0.8),
          sample('sloth_slo_info', 1, { sloth_objective: '99' }),
        ],
        [sample('', 1_700_000_000.5)],
      ),
    ).toEqual({
      id: 'lab~a~b',
      key: { source: 'lab', service: 'a', name: 'b' },
      objective: 0.99,
      periodDays: 28,
      windows: [
        {
          window: '5m',
          seconds: 300,
          condition: 'measured',
          errorRatio: 0.001,
        },
        {
          window: '4w',
          seconds: 2_419_200,
          condition: 'measured',
          errorRatio: 0.002,
        },
      ],
      budgetRemaining: 0.8,
      sampleAtMs: 1_700_000_000_500,
    });
  });

  it.each([
    { value: NaN, window: { condition: 'no-traffic' } },
    { value: Infinity, window: { condition: 'invalid' } },
    { value: -Infinity, window: { condition: 'invalid' } },
    { value: 0, window: { condition: 'measured', errorRatio: 0 } },
  ])('takes an error ratio of $value for $window.condition', row => {
    const { windows } = one([sample('slo:sli_error:ratio_rate5m', row.value)]);
    expect(windows).toEqual([{ window: '5m', seconds: 300, ...row.window }]);
  });

  it('keeps budgets that are no numbers out', () => {
    const slo = one([
      sample('slo:period_error_budget_remaining:ratio', NaN),
      sample('slo:objective:ratio', 0.99),
    ]);
    expect(slo).not.toHaveProperty('budgetRemaining');
    expect(slo).not.toHaveProperty('sampleAtMs');
  });

  it('takes the objective from the info where no other is recorded', () => {
    const info = sample('sloth_slo_info', 1, { sloth_objective: '99.9' });
    expect(one([info]).objective).toBeCloseTo(0.999, 12);
    expect(one([info, sample('slo:objective:ratio', 0.5)]).objective).toBe(0.5);
  });

  it.each([
    [1.0000000000000002, 1],
    [1.2, undefined],
    [-0.1, undefined],
    [NaN, undefined],
  ])('takes an objective of %p for %p', (recorded, objective) => {
    expect(one([sample('slo:objective:ratio', recorded)]).objective).toBe(
      objective,
    );
  });

  it.each([
    [['slo:sli_error:ratio_rate5m', 'slo:sli_error:ratio_rate7d'], 7],
    [['slo:sli_error:ratio_rate5m', 'slo:sli_error:ratio_rate3d'], 30],
    [['slo:objective:ratio'], 30],
  ])('infers the period of %p as %p days', (names, days) => {
    expect(one(names.map(name => sample(name, 0.1))).periodDays).toBe(days);
  });

  it('ignores a period that is none', () => {
    expect(one([sample('slo:time_period:days', 0)]).periodDays).toBe(30);
    expect(one([sample('slo:time_period:days', NaN)]).periodDays).toBe(30);
  });

  it('ignores what belongs to no SLO, and windows nobody can read', () => {
    expect(
      recordedSlos(
        [
          sample('slo:objective:ratio', 1, { sloth_slo: '' }),
          sample('slo:objective:ratio', 1, { sloth_service: 'x'.repeat(500) }),
        ],
        [],
        'lab',
        [],
      ),
    ).toEqual([]);
    expect(one([sample('slo:sli_error:ratio_rateish', 1)]).windows).toEqual([]);
  });

  it('keeps clusters apart by the key labels, and sorts by id', () => {
    const slos = recordedSlos(
      [
        sample('slo:objective:ratio', 0.9, { cluster: 'us' }),
        sample('slo:objective:ratio', 0.99, { cluster: 'eu' }),
        sample('slo:objective:ratio', 0.5),
      ],
      [sample('', 100, { cluster: 'eu' })],
      'lab',
      ['cluster'],
    );
    expect(
      slos.map(({ id, objective, sampleAtMs }) => [id, objective, sampleAtMs]),
    ).toEqual([
      ['lab~a~b', 0.5, undefined],
      ['lab~a~b~cluster=3Deu', 0.99, 100_000],
      ['lab~a~b~cluster=3Dus', 0.9, undefined],
    ]);
  });
});

describe('recordedSlos of Pyrra', () => {
  const pyrra = (
    name: string,
    value: number,
    labels: Record<string, string> = {},
  ): InstantSample => ({
    value,
    labels: { __name__: name, slo: 'shop-errors', ...labels },
  });
  const ofJob = { job: 'shop' };
  const burnRates = [
    pyrra('http_requests:burnrate5m', 0.03, ofJob),
    pyrra('http_requests:burnrate1h', 0.02, ofJob),
    pyrra('http_requests:burnrate4d', 0.004, ofJob),
  ];
  const generic = [
    pyrra('pyrra_objective', 0.99),
    pyrra('pyrra_window', 2_419_200),
    pyrra('pyrra_availability', 0.998),
  ];

  it('puts the series of an SLO together', () => {
    const times = [{ value: 1_700_000_000, labels: { slo: 'shop-errors' } }];
    expect(one([...burnRates, ...generic], times)).toEqual({
      id: 'lab~shop-errors~shop-errors~pyrra',
      key: {
        source: 'lab',
        service: 'shop-errors',
        name: 'shop-errors',
        tool: 'pyrra',
      },
      objective: 0.99,
      periodDays: 28,
      windows: [
        ['5m', 300, 0.03],
        ['1h', 3_600, 0.02],
        ['4d', 345_600, 0.004],
        ['4w', 2_419_200, expect.closeTo(0.002, 12)],
      ].map(([window, seconds, errorRatio]) => ({
        window,
        seconds,
        condition: 'measured',
        errorRatio,
      })),
      sampleAtMs: 1_700_000_000_000,
      aliases: ['shop'],
    });
  });

  it('takes the service from a label that people have propagated', () => {
    const service = { service: 'shop' };
    const slo = one([
      pyrra('http_requests:burnrate5m', 0.03, { ...ofJob, ...service }),
      pyrra('pyrra_objective', 0.99, service),
    ]);
    expect(slo).toMatchObject({
      id: 'lab~shop~shop-errors~pyrra',
      objective: 0.99,
    });
  });

  it('does without what Pyrra records on demand only', () => {
    const slo = one(burnRates);
    expect(slo).toMatchObject({ periodDays: 28 });
    expect(slo).not.toHaveProperty('objective');
    expect(slo.windows).toHaveLength(3);
  });

  it('takes the worst of the groups that share a name', () => {
    const { windows } = one([
      pyrra('http_requests:burnrate5m', 0.01, { job: 'a' }),
      pyrra('http_requests:burnrate5m', NaN, { job: 'b' }),
      pyrra('http_requests:burnrate5m', 0.05, { job: 'c' }),
    ]);
    expect(windows).toEqual([
      { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0.05 },
    ]);
  });

  it.each([
    [NaN, { condition: 'no-traffic' }],
    [1, { condition: 'measured', errorRatio: 0 }],
    [-Infinity, { condition: 'invalid' }],
  ])('takes an availability of %p for %j', (value, expected) => {
    const { windows } = one([
      ...generic.slice(0, 2),
      pyrra('pyrra_availability', value),
    ]);
    expect(windows).toEqual([
      { window: '4w', seconds: 2_419_200, ...expected },
    ]);
  });

  it('keeps an SLO of Sloth with the same name apart', () => {
    const slos = recordedSlos(
      [
        sample('slo:objective:ratio', 0.9),
        pyrra('pyrra_objective', 0.99, { slo: 'b', service: 'a' }),
      ],
      [],
      'lab',
      [],
    );
    expect(slos.map(({ id, objective }) => [id, objective])).toEqual([
      ['lab~a~b', 0.9],
      ['lab~a~b~pyrra', 0.99],
    ]);
  });
});
