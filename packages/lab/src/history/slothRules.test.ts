import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { durationSeconds, parseSlothRules } from './slothRules';

const text = readFileSync(
  join(__dirname, 'testing/slothRules.fixture.yaml'),
  'utf8',
);

describe('parseSlothRules', () => {
  const [rules] = parseSlothRules(text);

  it('reads objective, period and labels', () => {
    expect(rules).toMatchObject({
      service: 'order-service',
      slo: 'requests-availability',
      periodSeconds: 30 * 86_400,
    });
    expect(rules.objective).toBeCloseTo(0.999, 10);
    expect(rules.windows[0].labels).toEqual({
      owner: 'ordering-team',
      sloth_id: 'order-service-requests-availability',
      sloth_service: 'order-service',
      sloth_slo: 'requests-availability',
      sloth_window: '5m',
    });
  });

  it('reads the pairs of windows of each alert', () => {
    const pairs = rules.alerts.map(alert =>
      alert.pairs.map(({ shortSeconds, longSeconds, threshold }) => [
        shortSeconds,
        longSeconds,
        +threshold.toFixed(6),
      ]),
    );
    expect(pairs).toEqual([
      [
        [300, 3600, 0.0144],
        [1800, 21_600, 0.006],
      ],
      [
        [7200, 86_400, 0.003],
        [21_600, 259_200, 0.001],
      ],
    ]);
  });

  it('refuses rules that record no 5 minutes', () => {
    expect(() =>
      parseSlothRules(text.replaceAll('ratio_rate5m\n', 'ratio_rate6m\n')),
    ).toThrow(/no 5 minute window/);
  });
});

describe('durationSeconds', () => {
  it.each([
    ['5m', 300],
    ['1d12h', 129_600],
    ['4w', 2_419_200],
  ])('%s', (duration, seconds) => {
    expect(durationSeconds(duration)).toBe(seconds);
  });

  it.each(['', '5', 'm', '5 m', '1.5h'])("refuses '%s'", duration => {
    expect(() => durationSeconds(duration)).toThrow(/is no duration/);
  });
});
