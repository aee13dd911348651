import fc from 'fast-check';
import { evaluatePair } from './alertPairs';
import {
  pyrraAlertPairs,
  pyrraObjectiveOf,
  pyrraPeriodDays,
} from './pyrraAlerts';

/** Names of `<metric>:burnrate…` in Pyrra's own tests of its rules, by the period. */
const published: [number, string[]][] = [
  [28, ['5m', '30m', '1h', '2h', '6h', '1d', '4d']],
  [14, ['3m', '15m', '30m', '1h', '3h', '12h', '2d']],
  [7, ['1m', '8m', '15m', '30m', '1h30m', '6h', '1d']],
];

describe('Pyrra', () => {
  it.each(published)('records these windows for %d days', (days, windows) => {
    const own = pyrraAlertPairs(days).flatMap(pair => [
      [pair.shortWindow, pair.shortSeconds] as const,
      [pair.longWindow, pair.longSeconds] as const,
    ]);
    const ascending = [...new Map(own)].sort(([, a], [, b]) => a - b);
    expect(ascending.map(([window]) => window)).toEqual(windows);
  });

  it('alerts by these factors, whatever the period', () => {
    for (const [days] of published) {
      expect(
        pyrraAlertPairs(days).map(({ id, factor }) => [id, factor]),
      ).toEqual([
        ['page-quick', 14],
        ['page-slow', 7],
        ['ticket-quick', 2],
        ['ticket-slow', 1],
      ]);
    }
  });

  it('alerts by the expression that it writes: above 14 × (1-0.99)', () => {
    const [pair] = pyrraAlertPairs(28);
    const at = (errorRatio: number) =>
      evaluatePair(pair, 0.99, [
        { seconds: 300, errorRatio },
        { seconds: 3_600, errorRatio },
      ]).phase;
    expect(at(14 * (1 - 0.99))).toBe('quiet');
    expect(at(0.1401)).toBe('firing');
  });

  it('has a period that its longest window tells', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), days => {
        const { longSeconds } = pyrraAlertPairs(days).at(-1)!;
        expect(pyrraPeriodDays(longSeconds)).toBe(days);
      }),
    );
  });

  it('spends as much of the budget as its factor says', () => {
    const [quick] = pyrraAlertPairs(28);
    // 14 times too fast for an hour of 672.
    expect(quick.errorBudgetPercent).toBeCloseTo((14 / 672) * 100, 9);
  });
});

describe('the objective of an alert of Pyrra', () => {
  /** As Pyrra's own tests of its rules have them. */
  it.each([
    [
      0.99,
      `http_requests:burnrate5m{job="thanos-receive-default",slo="monitoring-http-errors"} > (14 * (1-0.99)) and http_requests:burnrate1h{job="thanos-receive-default",slo="monitoring-http-errors"} > (14 * (1-0.99))`,
    ],
    [
      0.99,
      `http_requests:burnrate6h{handler=~"/api.*",job="thanos-receive-default",slo="monitoring-http-errors"} > (1 * (1-0.99)) and http_requests:burnrate4d{handler=~"/api.*",job="thanos-receive-default",slo="monitoring-http-errors"} > (1 * (1-0.99))`,
    ],
    [
      0.995,
      `http_request_duration_seconds:burnrate5m{job="metrics-service-thanos-receive-default",slo="monitoring-http-latency"} > (14 * (1-0.995)) and http_request_duration_seconds:burnrate1h{job="metrics-service-thanos-receive-default",slo="monitoring-http-latency"} > (14 * (1-0.995))`,
    ],
    [
      0.995,
      `grpc_server_handling_seconds:burnrate8m{grpc_method="Write",grpc_service="conprof.WritableProfileStore",job="api",slo="monitoring-grpc-latency"} > (7 * (1-0.995)) and grpc_server_handling_seconds:burnrate1h30m{grpc_method="Write",grpc_service="conprof.WritableProfileStore",job="api",slo="monitoring-grpc-latency"} > (7 * (1-0.995))`,
    ],
    [
      0.99,
      `prometheus_operator_reconcile_operations:burnrate1h{slo="monitoring-prometheus-operator-errors"} > (2 * (1-0.99)) and prometheus_operator_reconcile_operations:burnrate12h{slo="monitoring-prometheus-operator-errors"} > (2 * (1-0.99))`,
    ],
  ])('is %s: %s', (objective, promql) => {
    expect(pyrraObjectiveOf(promql)).toBe(objective);
  });

  it('is the same as a store writes the expression', () => {
    expect(
      pyrraObjectiveOf(
        '{"http.requests:burnrate5m",slo="a"} > (14 * (1 - 0.9995)) and {"http.requests:burnrate1h",slo="a"} > (14 * (1 - 0.9995))',
      ),
    ).toBe(0.9995);
  });

  it('is written as Pyrra writes numbers: without an exponent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.constantFrom(14, 7, 2, 1),
        (millionths, factor) => {
          const text = (millionths / 1e6).toFixed(6).replace(/0+$/, '');
          const above = (window: string) =>
            `m:burnrate${window}{slo="a"} > (${factor} * (1-${text}))`;
          expect(pyrraObjectiveOf(`${above('5m')} and ${above('1h')}`)).toBe(
            millionths / 1e6,
          );
        },
      ),
    );
  });

  it.each([
    // What is absent has no objective.
    'absent(http_requests_total{job="thanos-receive-default"}) == 1',
    'm:burnrate5m{slo="a"} > (14 * (1-0.99))',
    'm:burnrate5m{slo="a"} > (14 * (1-0.99)) and m:burnrate1h{slo="a"} > (7 * (1-0.99))',
    'm:burnrate5m{slo="a"} > (14 * (1-0.99)) and m:burnrate1h{slo="a"} > (14 * (1-0.9))',
    'm:burnrate5m{slo="a"} > (14 * (1-1)) and m:burnrate1h{slo="a"} > (14 * (1-1))',
    'm:burnrate5m{slo="a"} > (14 * (1-0)) and m:burnrate1h{slo="a"} > (14 * (1-0))',
    'm:burnrate5m{slo="a"} > (14 * (1-0.9.9)) and m:burnrate1h{slo="a"} > (14 * (1-0.9.9))',
    'a{x="y"} > (14 * (1-0.99)) and b{x="y"} > (14 * (1-0.99))',
    '',
  ])('is not told by: %s', promql => {
    expect(pyrraObjectiveOf(promql)).toBeUndefined();
  });
});
