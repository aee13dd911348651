import { parseSpecs } from './parseSpecs';

const metric = (query: string) => `metricSource:
          type: Prometheus
          spec:
            query: ${query}`;

const good = 'sum(rate(requests_total{code!~"5.."}[{{.window}}]))';
const bad = 'sum(rate(requests_total{code=~"5.."}[{{.window}}]))';
const total = 'sum(rate(requests_total[{{.window}}]))';

const sli = (parts: string) => `apiVersion: openslo/v1
kind: SLI
metadata:
  name: answers
spec:
  ratioMetric:
    counter: true
${parts}`;

const slo = (fields = '', window = '30d') => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  labels:
    team: shop
    "a/b": [c]
spec:
  service: shop
  description: Answers without an error.
  indicatorRef: answers
  budgetingMethod: Occurrences
  timeWindow:
    - duration: ${window}
      isRolling: true
  objectives:
    - target: 0.999
      ${fields}`;

const goodTotal = sli(`    good:
        ${metric(good)}
    total:
        ${metric(total)}`);

const errorsOf = (text: string) =>
  parseSpecs(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${path}: ${message}`);

describe('OpenSLO v1', () => {
  it('becomes what Sloth makes of v1alpha', () => {
    const { specs, problems } = parseSpecs(`${slo()}\n---\n${goodTotal}`);
    expect(problems).toMatchObject([
      { severity: 'warning', path: 'metadata.labels.a/b' },
    ]);
    expect(specs).toMatchObject([
      {
        service: 'shop',
        name: 'availability-0',
        objectivePercent: 99.9,
        periodDays: 30,
        labels: { team: 'shop' },
        sli: { kind: 'raw' },
        alerting: { page: { isDisabled: true }, ticket: { isDisabled: true } },
        origin: { specVersion: 'openslo/v1', path: 'spec.objectives[0]' },
      },
    ]);
  });

  it('counts bad events where they are given', () => {
    const { specs } = parseSpecs(
      `${slo()}\n---\n${sli(`    bad:
        ${metric(bad)}
    total:
        ${metric(total)}`)}`,
    );
    expect(specs[0].sli).toEqual({
      kind: 'events',
      errorQuery: bad,
      totalQuery: total,
    });
  });

  it('turns ratios of success around', () => {
    const { specs } = parseSpecs(
      `${slo()}\n---\n${sli(`    rawType: success
    raw:
        ${metric('avg_over_time(ok[{{.window}}])')}`)}`,
    );
    expect(specs[0].sli).toEqual({
      kind: 'raw',
      errorRatioQuery: '1 - (avg_over_time(ok[{{.window}}]))',
    });
  });

  it('may have its SLI inline, the objective in percent and services beside it', () => {
    const text = `${slo()
      .replace('target: 0.999', 'targetPercent: 99.5')
      .replace(
        'indicatorRef: answers',
        `indicator:
    metadata: { name: inline }
    spec:
      ratioMetric:
        good: { metricSource: { type: prometheus, spec: { query: '${good}' } } }
        total: { metricSource: { metricSourceRef: main, spec: { query: '${total}' } } }`,
      )}
---
apiVersion: openslo/v1
kind: Service
metadata: { name: shop }
spec: { description: Sells things. }`;
    expect(errorsOf(text)).toEqual([]);
    expect(parseSpecs(text).specs[0].objectivePercent).toBe(99.5);
  });

  it.each([
    [slo(), /^spec.indicatorRef: there is no SLI 'answers'/],
    [
      `${slo('', '1M')}\n---\n${goodTotal}`,
      /^spec.timeWindow\[0\].duration: '1M' is no length/,
    ],
    [
      `${slo().replace(
        'isRolling: true',
        'isRolling: false',
      )}\n---\n${goodTotal}`,
      /^spec.timeWindow\[0\]: follows the calendar/,
    ],
    [
      `${slo().replace('Occurrences', 'Timeslices')}\n---\n${goodTotal}`,
      /^spec.budgetingMethod: Timeslices judges slices/,
    ],
    [
      `${slo().replace(
        'target: 0.999',
        'displayName: none',
      )}\n---\n${goodTotal}`,
      /^spec.objectives\[0\].target: is missing/,
    ],
    [`${slo('indicatorRef: other')}\n---\n${goodTotal}`, /composite SLO/],
    [
      `${slo()}\n---\n${goodTotal.replaceAll('Prometheus', 'Datadog')}`,
      /good.metricSource.type: is Datadog/,
    ],
    [
      `${slo()}\n---\n${goodTotal.replaceAll('[{{.window}}]', '[5m]')}`,
      /must contain \{\{.window\}\}/,
    ],
    [
      `${slo()}\n---\n${sli('').replace(
        'ratioMetric:\n    counter: true',
        'thresholdMetric: {}',
      )}`,
      /is a thresholdMetric/,
    ],
  ])('refuses %#', (text, message) => {
    expect(errorsOf(text).join('\n')).toMatch(message);
    expect(parseSpecs(text).specs).toEqual([]);
  });
});

describe('OpenSLO v1alpha', () => {
  const alpha = `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: availability }
spec:
  service: shop
  budgetingMethod: Occurrences
  timeWindows: [{ count: 28, unit: Day }]
  objectives:
    - ratioMetrics:
        good: { source: prometheus, queryType: promql, query: '${good}' }
        total: { source: prometheus, queryType: promql, query: '${total}' }
      target: 0.999
    - ratioMetrics:
        good: { source: prometheus, queryType: promql, query: '${good}' }
        total: { source: prometheus, queryType: promql, query: '${total}' }
      target: 0.99`;

  it('becomes an SLO for each objective', () => {
    const { specs, problems } = parseSpecs(alpha);
    expect(problems).toEqual([]);
    expect(
      specs.map(({ name, objective, periodDays }) => ({
        name,
        objective,
        periodDays,
      })),
    ).toEqual([
      { name: 'availability-0', objective: 0.9990000000000001, periodDays: 28 },
      { name: 'availability-1', objective: 0.99, periodDays: 28 },
    ]);
  });

  it.each([
    [alpha.replace('Day', 'Month'), /timeWindows\[0\].unit: must be Day/],
    [alpha.replace('target: 0.999', 'value: 1'), /objectives\[0\].target/],
    [
      alpha.replace('source: prometheus', 'source: datadog'),
      /good.source: must be prometheus/,
    ],
    [
      alpha.replace('queryType: promql', 'queryType: sql'),
      /good.queryType: must be promql/,
    ],
  ])('refuses %#', (text, message) => {
    expect(errorsOf(text).join('\n')).toMatch(message);
  });
});
