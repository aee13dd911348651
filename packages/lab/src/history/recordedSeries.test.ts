import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgedEvents } from './errorRatio';
import { pastIncidents } from './incidents';
import { serviceProfiles } from './profiles';
import { evaluationSeconds, recordedSeries } from './recordedSeries';
import { simulate } from './simulate';
import { parseSlothRules } from './slothRules';

const day = 86_400;
const until = Date.UTC(2026, 4, 5, 12) / 1000;
const simulated = { from: until - 60 * day, to: until };
const [rules] = parseSlothRules(
  readFileSync(join(__dirname, 'testing/slothRules.fixture.yaml'), 'utf8'),
);
const history = simulate(
  serviceProfiles.find(({ service }) => service === rules.service)!,
  simulated,
  pastIncidents(until),
  'goreliable',
);
const series = recordedSeries(
  rules,
  judgedEvents(history, rules.slo)!,
  simulated,
);

const samplesOf = (name: string, from: number, to: number) =>
  series
    .filter(one => one.name === name)
    .flatMap(one => [...one.samples(from, to)]);

describe('recordedSeries', () => {
  it('records everything that Sloth does', () => {
    expect(new Set(series.map(({ name }) => name))).toEqual(
      new Set([
        ...rules.windows.map(({ record }) => record),
        ...rules.meta.keys(),
        'ALERTS',
      ]),
    );
    expect(rules.windows.map(({ seconds }) => seconds)).toEqual([
      300,
      1800,
      3600,
      7200,
      21_600,
      day,
      3 * day,
      30 * day,
    ]);
  });

  it('gives burn rates the label of the window that they come from', () => {
    const windowOf = (name: string) =>
      series.find(one => one.name === name)!.labels.sloth_window;
    expect(windowOf('slo:current_burn_rate:ratio')).toBe('5m');
    expect(windowOf('slo:period_burn_rate:ratio')).toBe('30d');
    expect(windowOf('slo:period_error_budget_remaining:ratio')).toBe('30d');
    expect(windowOf('slo:objective:ratio')).toBeUndefined();
  });

  it('has only ratios among the ratios, in order and without gaps', () => {
    for (const { record, seconds } of rules.windows) {
      const step = seconds === 300 ? evaluationSeconds : 300;
      const samples = samplesOf(record, until - 10 * day, until);
      expect(samples).toHaveLength((10 * day) / step);
      samples.forEach(([at, value], index) => {
        expect(at).toBe(until - 10 * day + index * step);
        expect(value >= 0 && value <= 1).toBe(true);
      });
    }
  });

  it('has the period as the average of the samples that are told', () => {
    const told = samplesOf(
      'slo:sli_error:ratio_rate5m',
      until - 30 * day,
      until,
    );
    const average =
      told.reduce((sum, [, value]) => sum + value, 0) / told.length;
    const last = samplesOf('slo:sli_error:ratio_rate30d', until - 600, until);
    expect(last.at(-1)![1]).toBeCloseTo(average, 5);
    const remaining = samplesOf(
      'slo:period_error_budget_remaining:ratio',
      until - 600,
      until,
    );
    const budget = 1 - rules.objective;
    expect(remaining.at(-1)![1]).toBeCloseTo(1 - average / budget, 2);
  });

  it('has the period defined and steady from the first sample on', () => {
    const [first] = samplesOf(
      'slo:period_burn_rate:ratio',
      until - 30 * day,
      until,
    );
    expect(first[0]).toBe(until - 30 * day);
    // A good month went before: some failures, far from all of the budget.
    expect(first[1]).toBeGreaterThan(0);
    expect(first[1]).toBeLessThan(0.2);
  });

  it('fires a page during the fast incident and not on a good day', () => {
    const [fast] = pastIncidents(until);
    const firing = (from: number, to: number) =>
      series
        .filter(
          ({ name, labels }) =>
            name === 'ALERTS' && labels.sloth_severity === 'page',
        )
        .flatMap(one => [...one.samples(from, to)]);
    expect(firing(fast.from + 600, fast.to).length).toBeGreaterThan(30);
    expect(firing(fast.from - day, fast.from)).toEqual([]);
  });

  it('labels alerts as Prometheus does', () => {
    const { labels } = series.find(({ name }) => name === 'ALERTS')!;
    expect(labels).toMatchObject({
      alertname: rules.alerts[0].name,
      alertstate: 'firing',
      sloth_service: 'order-service',
      sloth_severity: 'page',
    });
    expect(labels).not.toHaveProperty('sloth_window');
  });
});
