import { parseAlertWindows, parseSpecs } from '../specs';
import { generateRules } from './generateRules';
import { RuleOptions } from './options';
import { checkPromql } from './promql/checkPromql';
import { rulesToYaml } from './rulesYaml';
import { groupsOf, SloRules } from './types';

const spec = `version: prometheus/v1
service: shop
labels: { tier: 1 }
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))
    alerting:
      name: ShopAvailability
      labels: { team: shop }
      ticket_alert: { disable: true }`;

function rulesOf(text = spec, options: RuleOptions = {}): SloRules {
  const { specs, problems: ofSpecs } = parseSpecs(text);
  const { slos, problems } = generateRules(specs, options);
  expect([...ofSpecs, ...problems]).toEqual([]);
  return slos[0];
}

const problemOf = (text: string, options: RuleOptions = {}) =>
  generateRules(parseSpecs(text).specs, options).problems[0]?.message;

const withPlugins = (plugins: string) =>
  spec.replace('slos:', `slo_plugins: ${plugins}\nslos:`);

describe('the rules of Sloth', () => {
  it('record error ratios by window, shortest first, and the period', () => {
    const { sli } = rulesOf();
    expect(sli.name).toBe('sloth-slo-sli-recordings-shop-availability');
    expect(sli.rules.map(({ record }) => record)).toEqual(
      ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'].map(
        window => `slo:sli_error:ratio_rate${window}`,
      ),
    );
    expect(sli.rules[0]).toEqual({
      kind: 'recording',
      record: 'slo:sli_error:ratio_rate5m',
      expr: `(sum(rate(errors_total[5m])))
/
(sum(rate(requests_total[5m])))
`,
      labels: {
        sloth_id: 'shop-availability',
        sloth_service: 'shop',
        sloth_slo: 'availability',
        sloth_window: '5m',
        tier: '1',
      },
    });
    const own =
      '{sloth_id="shop-availability", sloth_service="shop", sloth_slo="availability"}';
    expect(sli.rules[7].expr)
      .toBe(`sum_over_time(slo:sli_error:ratio_rate5m${own}[30d])
/ ignoring (sloth_window)
count_over_time(slo:sli_error:ratio_rate5m${own}[30d])
`);
  });

  it('record the objective with all its digits', () => {
    const { meta } = rulesOf();
    expect(meta.rules.map(({ record, expr }) => [record, expr])).toEqual(
      expect.arrayContaining([
        ['slo:objective:ratio', 'vector(0.9990000000000001)'],
        ['slo:error_budget:ratio', 'vector(1-0.9990000000000001)'],
        ['slo:time_period:days', 'vector(30)'],
      ]),
    );
    expect(meta.rules.at(-1)).toMatchObject({
      record: 'sloth_slo_info',
      labels: {
        sloth_mode: 'cli-gen-prom',
        sloth_objective: '99.9',
        sloth_spec: 'prometheus/v1',
        sloth_version: 'v0.16.0',
      },
    });
  });

  it('alert on fast burns', () => {
    const { alerts } = rulesOf();
    expect(alerts.rules).toHaveLength(1);
    const [page] = alerts.rules;
    expect(page.labels).toEqual({ sloth_severity: 'page', team: 'shop' });
    expect(page.expr).toContain('> (14.4 * 0.0009999999999999432)');
    expect(page.expr).toContain('> (6 * 0.0009999999999999432)');
    expect(Object.keys(page.annotations)).toEqual(['title', 'summary']);
  });

  it('follow the windows of a catalog', () => {
    const { catalog, problems } = parseAlertWindows([
      `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec:
  sloPeriod: 7d
  page:
    quick: { errorBudgetPercent: 8, shortWindow: 5m, longWindow: 1h }
    slow: { errorBudgetPercent: 12.5, shortWindow: 30m, longWindow: 6h }
  ticket:
    quick: { errorBudgetPercent: 20, shortWindow: 2h, longWindow: 36h }
    slow: { errorBudgetPercent: 42, shortWindow: 6h, longWindow: 72h }`,
    ]);
    expect(problems).toEqual([]);
    const { specs } = parseSpecs(spec, { periodDays: 7 });
    const { slos } = generateRules(specs, { windows: catalog });
    expect(slos[0].sli.rules.map(({ record }) => record.slice(24))).toEqual([
      '5m',
      '30m',
      '1h',
      '2h',
      '6h',
      '1d12h',
      '3d',
      '1w',
    ]);
    expect(slos[0].alerts.rules[0].expr).toContain('> (13.44 * ');
    expect(generateRules(specs).problems[0].message).toMatch(
      /period of 7 days.* use 28 or 30 days/,
    );
  });

  it.each([
    ['kind: AlertWindows', /apiVersion/],
    [
      `apiVersion: sloth.slok.dev/v1
kind: AlertWindows
spec: { sloPeriod: 7x, page: {}, ticket: {} }`,
      /must be a Prometheus duration/,
    ],
  ])('need a catalog that is one: %#', (text, message) => {
    const { catalog, problems } = parseAlertWindows([text]);
    expect(catalog.size).toBe(0);
    expect(JSON.stringify(problems)).toMatch(message);
  });

  it('take more labels, and may leave out a kind', () => {
    const rules = rulesOf(spec, {
      extraLabels: { env: 'prod', tier: '2' },
      withoutAlerts: true,
    });
    expect(rules.sli.rules[0].labels).toMatchObject({ env: 'prod', tier: '2' });
    expect(groupsOf(rules)).toHaveLength(2);
    expect(groupsOf(rulesOf(spec, { withoutRecordings: true }))).toHaveLength(
      1,
    );
  });

  it.each([
    ['{ chain: [{ id: ours }] }', /'ours' is not built into Sloth/],
    ['{ overridePrevious: true }', /takes the plugins away/],
    [
      '{ chain: [{ id: sloth.dev/contrib/rule_intervals/v1 }] }',
      /config.interval/,
    ],
    [
      '{ chain: [{ id: sloth.dev/contrib/info_labels/v1, config: {} }] }',
      /at least one label/,
    ],
    ['{ chain: [{ id: toString }] }', /'toString' is not built into Sloth/],
  ])('refuse the plugins %s', (plugins, message) => {
    expect(problemOf(withPlugins(plugins))).toMatch(message);
  });

  it('are changed by plugins in the order of their priorities', () => {
    const { meta } = rulesOf(
      withPlugins(`
  chain:
    - { id: sloth.dev/contrib/info_labels/v1, priority: 20, config: { labels: { a: late } } }
    - { id: sloth.dev/contrib/info_labels/v1, priority: 10, config: { labels: { a: early, b: early } } }
    - { id: sloth.dev/contrib/info_labels/v1, priority: -1, config: { labels: { c: too-early } } }`),
    );
    expect(meta.rules.at(-1)!.labels).toMatchObject({ a: 'late', b: 'early' });
    expect(meta.rules.at(-1)!.labels).not.toHaveProperty('c');
  });
});

describe('corrections', () => {
  const period = (options: RuleOptions, text = spec) =>
    rulesOf(text, options).sli.rules.at(-1)!.expr;

  it('weigh each request the same', () => {
    expect(period({ corrections: { periodRule: 'weighted' } })).toBe(
      `(sum(rate(errors_total[30d])))
/
(sum(rate(requests_total[30d])))
`,
    );
  });

  it('tile the period with the longest window that fits', () => {
    const expr = period({ corrections: { periodRule: 'tiled' } });
    expect(expr.match(/label_replace/g)).toHaveLength(10);
    expect(expr).toContain('[1h] offset 27d)');
    const { specs } = parseSpecs(spec, { periodDays: 28 });
    const { slos } = generateRules(specs, {
      corrections: { periodRule: 'tiled' },
    });
    const [ofFourWeeks] = slos[0].sli.rules.slice(-1);
    expect(ofFourWeeks.record).toBe('slo:sli_error:ratio_rate4w');
    expect(ofFourWeeks.expr.match(/label_replace/g)).toHaveLength(28);
    expect(ofFourWeeks.expr).toContain('ratio_rate1d{');
  });

  it('record nothing where there is no traffic', () => {
    const { sli } = rulesOf(spec, { corrections: { nanSafe: true } });
    expect(sli.rules[0].expr).toBe(
      `(sum(rate(errors_total[5m])))
/
((sum(rate(requests_total[5m]))) > 0)
`,
    );
    const raw = spec.replace(
      /events:\n.*\n.*\n/,
      'raw: { error_ratio_query: "avg_over_time(broken[{{.window}}])" }\n',
    );
    expect(
      rulesOf(raw, { corrections: { nanSafe: true } }).sli.rules[0].expr,
    ).toBe('((avg_over_time(broken[5m])) < Inf)');
  });

  it('leave scalars as they are, which cannot be filtered', () => {
    const scalar = spec.replace(
      'total_query: sum(rate(requests_total[{{.window}}]))',
      'total_query: scalar(sum(rate(requests_total[{{.window}}])))',
    );
    const { sli } = rulesOf(scalar, { corrections: { nanSafe: true } });
    expect(sli.rules[0].expr).not.toContain('> 0');
  });

  it('change nothing else, and give PromQL', () => {
    const usual = rulesOf();
    for (const periodRule of ['sloth', 'weighted', 'tiled'] as const) {
      for (const nanSafe of [false, true]) {
        const corrected = rulesOf(spec, {
          corrections: { periodRule, nanSafe },
        });
        expect(corrected.meta).toEqual(usual.meta);
        expect(corrected.alerts).toEqual(usual.alerts);
        for (const { expr } of corrected.sli.rules) {
          expect(checkPromql(expr)).toEqual({ kind: 'valid', type: 'vector' });
        }
      }
    }
  });
});

describe('rulesToYaml', () => {
  it('writes one document for Prometheus, which reads no more', () => {
    const two = `${spec}\n---\n${spec.replace(
      'service: shop',
      'service: pay',
    )}`;
    const yaml = rulesToYaml(generateRules(parseSpecs(two).specs).slos);
    expect(yaml).not.toMatch(/^---/m);
    expect(yaml.match(/- name: sloth-slo-/g)).toHaveLength(6);
  });

  it('writes an object for each object', () => {
    const object = (service: string) => `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: ${service}-slos, namespace: shop, labels: { app: ${service} } }
spec:
  service: ${service}
  slos:
    - name: availability
      objective: 99
      sli: { raw: { errorRatioQuery: "avg_over_time(x[{{.window}}])" } }
      alerting: { name: Burns }`;
    const yaml = rulesToYaml(
      generateRules(
        parseSpecs(`${object('shop')}\n---\n${object('pay')}`).specs,
      ).slos,
    );
    expect(yaml.match(/^kind: PrometheusRule$/gm)).toHaveLength(2);
    expect(yaml).toContain('  name: pay-slos\n  namespace: shop\n');
    expect(yaml).toContain('    app: pay\n');
  });
});
