/** A spec as people come to write it. */
export interface OddSpec {
  name: string;
  text: string;
  /**
   * - `same`: Sloth makes rules, and so do we
   * - `refused`: Sloth refuses it
   * - `rules refused`: Sloth makes rules, and Prometheus refuses those
   * - `useless rules`: Sloth makes rules that Prometheus loads, and that it cannot evaluate
   *   or of which it reads a part only
   * - `stricter`: Sloth makes rules, and we do not, on purpose
   */
  outcome: 'same' | 'refused' | 'rules refused' | 'useless rules' | 'stricter';
}

const errors = 'sum(rate(errors_total{job="shop"}[{{.window}}]))';
const total = 'sum(rate(requests_total{job="shop"}[{{.window}}]))';

/** YAML takes everything that JSON can say. */
const quoted = (text: string) => JSON.stringify(text);

function spec(options: {
  head?: string;
  version?: string;
  service?: string;
  name?: string;
  objective?: string;
  sli?: string;
  errorQuery?: string;
  totalQuery?: string;
  alerting?: string;
  slo?: string;
}): string {
  const {
    head = '',
    version = 'version: prometheus/v1',
    service = 'shop',
    name = 'availability',
    objective = '99.9',
    errorQuery = errors,
    totalQuery = total,
    alerting = '{ name: ShopBurns }',
    slo = '',
  } = options;
  const sli =
    options.sli ??
    `{ events: { error_query: ${quoted(errorQuery)}, total_query: ${quoted(
      totalQuery,
    )} } }`;
  return `${version}
service: ${service}
${head}
slos:
  - name: ${name}
    objective: ${objective}
    ${slo}
    sli: ${sli}
    alerting: ${alerting}
`;
}

const raw = (query: string) => `{ raw: { error_ratio_query: ${quoted(query)} } }`;

const object = (fields: string, labels = '{ app: shop }') => `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: shop-slos
  namespace: shop
  labels: ${labels}
  annotations: { note: odd }
spec:
  service: shop
  ${fields}
  slos:
    - name: availability
      objective: 99.9
      sli:
        events:
          errorQuery: ${quoted(errors)}
          totalQuery: ${quoted(total)}
      alerting:
        name: ShopBurns
        ticketAlert: { disable: true }
`;

const openSlo = (fields: string, objective = 'target: 0.999') => `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: availability }
spec:
  service: shop
  ${fields}
  objectives:
    - ratioMetrics:
        good: { source: prometheus, queryType: promql, query: ${quoted(errors)} }
        total: { source: prometheus, queryType: promql, query: ${quoted(total)} }
      ${objective}
`;

const same: Record<string, string> = {
  plain: spec({}),
  'quoted version': spec({ version: `version: "prometheus/v1"` }),
  'whole objective': spec({ objective: '99' }),
  'all digits': spec({ objective: '99.99999' }),
  'small objective': spec({ objective: '0.00001' }),
  'objective of one third': spec({ objective: '33.333333333333336' }),
  'objective of 100 %': spec({ objective: '100' }),
  'objective with an exponent': spec({ objective: '9.99e1' }),
  'numbers, booleans and dates as labels': spec({
    head: 'labels: { tier: 2, share: 0.2, third: 0.3333333333, big: 12345678, huge: 123456789012345678, on: yes, off: n, day: 2026-01-02, time: 12:30, octal: 017, hex: 0x1F, text: "007" }',
  }),
  'labels over labels': spec({
    head: 'labels: { owner: all, tier: "1" }',
    slo: 'labels: { owner: shop }',
  }),
  'labels of its own kind': spec({
    slo: 'labels: { sloth_window: always, sloth_id: other }',
  }),
  'labels that are no classic names': spec({
    head: 'labels: { "app.kubernetes.io/name": shop, "a b": c }',
  }),
  'alert labels and annotations over others': spec({
    alerting: `{ name: ShopBurns, labels: { a: all, b: all }, annotations: { title: Mine, x: all }, page_alert: { labels: { a: page, sloth_severity: urgent }, annotations: { x: page } }, ticket_alert: { annotations: { summary: Ticket } } }`,
  }),
  'templates in annotations': spec({
    alerting: `{ name: ShopBurns, annotations: { summary: "{{ $labels.sloth_service }} at {{ $value | humanizePercentage }}", more: "{{ range query \\"up\\" }}{{ .Labels.job }}{{ else }}none{{ end }}" } }`,
  }),
  'no ticket': spec({
    alerting: '{ name: ShopBurns, ticket_alert: { disable: true } }',
  }),
  'no alerts': spec({
    alerting:
      '{ page_alert: { disable: yes }, ticket_alert: { disable: true } }',
  }),
  'spaces around the window': spec({
    errorQuery: 'sum(rate(errors_total[{{   .window   }}]))',
  }),
  'two ways to write the window': spec({
    errorQuery:
      'sum(rate(errors_total[{{.window}}])) + sum(rate(lost_total[ {{- .window -}} ]))',
  }),
  'comment of a template': spec({
    errorQuery: 'sum({{/* bad ones */}}rate(errors_total[{{.window}}]))',
  }),
  'comment of PromQL with a line break': spec({
    errorQuery: `${errors} # bad ones\n`,
  }),
  'queries over several lines': spec({
    errorQuery: `\n  sum(\n    rate(errors_total[{{.window}}])\n  )\n`,
  }),
  'offsets and subqueries': spec({
    errorQuery:
      'sum(rate(errors_total[{{.window}}] offset 1m)) - sum(max_over_time(lost_total[{{.window}}:1m] offset 1m))',
  }),
  'scalar total': spec({
    totalQuery: 'scalar(sum(rate(requests_total[{{.window}}])))',
  }),
  'raw ratio': spec({ sli: raw('avg_over_time(broken[{{.window}}])') }),
  'window twice': spec({
    sli: raw('sum(rate(bad[{{.window}}])) / sum(rate(all[{{.window}}]))'),
  }),
  'unknown fields': spec({ slo: 'owner: shop\n    runbook: none' }),
  'fields twice': spec({ head: 'service: other' }),
  'anchors and merges': `version: prometheus/v1
service: shop
slos:
  - &first
    name: availability
    objective: 99.9
    sli: { events: { error_query: ${quoted(errors)}, total_query: ${quoted(
      total,
    )} } }
    alerting: { name: ShopBurns }
  - <<: *first
    name: availability-strict
    objective: 99.99
`,
  'several documents': `---\n${spec({})}\n---\n# The other\n${spec({
    service: 'search',
  })}\n---\n`,
  'three short dashes in a text': spec({ slo: 'description: "a --- b"' }),
  object: object('labels: { tier: "2" }'),
  'object without labels': object('', '{}'),
  'OpenSLO': openSlo('timeWindows: [{ count: 30, unit: Day }]'),
  'OpenSLO of four weeks': openSlo('timeWindows: [{ count: 28, unit: day }]'),
  'OpenSLO with odd target': openSlo('', 'target: 0.9995'),
  'plugin: exact period': spec({
    head: 'slo_plugins: { overridePrevious: true, chain: [{ id: sloth.dev/core/validate/v1 }, { id: sloth.dev/core/sli_rules/v1, config: { disableOptimized: true } }] }',
  }),
  'plugin: intervals': spec({
    slo: 'plugins: { chain: [{ id: sloth.dev/contrib/rule_intervals/v1, config: { interval: { default: 90s, alert: 2m } } }] }',
  }),
  'plugin: labels removed': spec({
    head: 'labels: { tier: "2", team: shop }',
    slo: 'plugins: { chain: [{ id: sloth.dev/contrib/remove_labels/v1, config: { preserveLabels: [team], skipMetrics: ["slo:objective:ratio"] } }] }',
  }),
  'plugin: budget exhausted': spec({
    head: 'labels: { tier: "2" }',
    slo: 'plugins: { chain: [{ id: sloth.dev/contrib/error_budget_exhausted_alert/v1, config: { threshold: 0.05, for: 10m, alert_labels: { severity: low }, annotations: { note: gone } } }] }',
  }),
  'plugin: denominators, exactly': spec({
    slo: 'plugins: { chain: [{ id: sloth.dev/contrib/denominator_corrected_rules/v1, config: { disableOptimized: true } }] }',
  }),
};

const refused: Record<string, string> = {
  'no SLO': 'version: prometheus/v1\nservice: shop\nslos: []\n',
  'no version': spec({ version: '' }),
  'unknown version': spec({ version: 'version: prometheus/v2' }),
  'version with a comment': spec({ version: 'version: prometheus/v1 # Sloth' }),
  'no YAML': 'version: prometheus/v1\nservice: [',
  'objective as text': spec({ objective: '"99.9"' }),
  'objective of 0': spec({ objective: '0' }),
  'objective above 100': spec({ objective: '100.5' }),
  'no number': spec({ objective: '.nan' }),
  'name of one letter': spec({ name: 'a' }),
  'name with a space': spec({ name: '"a b"' }),
  'service with a slash': spec({ service: 'shop/api' }),
  'two SLOs of one name': spec({}).replace(
    /( {2}- name:[\s\S]*)$/,
    '$1$1',
  ),
  'empty label': spec({ head: 'labels: { tier: }' }),
  'metric name as label': spec({ head: 'labels: { __name__: x }' }),
  'no SLI': spec({ sli: '{}' }),
  'both SLIs': spec({
    sli: `{ events: { error_query: ${quoted(errors)}, total_query: ${quoted(
      total,
    )} }, raw: { error_ratio_query: ${quoted(errors)} } }`,
  }),
  'query without window': spec({
    errorQuery: 'sum(rate(errors_total[5m]))',
  }),
  'one query twice': spec({ errorQuery: total }),
  'no PromQL': spec({ errorQuery: 'sum(rate(errors_total[{{.window}}])' }),
  'wrong types': spec({ errorQuery: 'rate(sum(errors_total)[{{.window}}])' }),
  'two ranges divided': spec({
    sli: raw('errors_total[{{.window}}] / requests_total[{{.window}}]'),
  }),
  'unknown function': spec({
    errorQuery: 'sum(ratio(errors_total[{{.window}}]))',
  }),
  'scalars compared': spec({
    errorQuery: 'vector(1 > 2) * sum(rate(errors_total[{{.window}}]))',
  }),
  'experimental function': spec({
    errorQuery: 'mad_over_time(errors_total[{{.window}}])',
  }),
  'unknown variable in a query': spec({
    errorQuery: 'sum(rate(errors_total{job="{{.job}}"}[{{.window}}]))',
  }),
  'broken template in a query': spec({
    errorQuery: 'sum(rate(errors_total{job="{{ .window"}[{{.window}}]))',
  }),
  'alert without name': spec({ alerting: '{}' }),
  'empty annotation': spec({
    alerting: '{ name: ShopBurns, annotations: { summary: "" } }',
  }),
  'unknown plugin': spec({ slo: 'plugins: { chain: [{ id: ours }] }' }),
  'plugin without its configuration': spec({
    slo: 'plugins: { chain: [{ id: sloth.dev/contrib/info_labels/v1 }] }',
  }),
  'no plugin left': spec({
    slo: 'plugins: { overridePrevious: true }',
  }),
  'object with a number as label': object('labels: { tier: 2 }'),
  'OpenSLO without target': openSlo('', 'value: 1'),
  'OpenSLO of a week': openSlo('timeWindows: [{ count: 7, unit: Day }]'),
  'OpenSLO of months': openSlo('timeWindows: [{ count: 1, unit: Month }]'),
  'OpenSLO of another source': openSlo('').replace('prometheus', 'datadog'),
};

const refusedByPrometheus: Record<string, string> = {
  'comment at the end of a query': spec({ errorQuery: `${errors} # bad ones` }),
  'range divided by a range': spec({
    errorQuery: 'errors_total[{{.window}}]',
    totalQuery: 'requests_total[{{.window}}]',
  }),
  'template without end': spec({
    alerting:
      '{ name: ShopBurns, annotations: { summary: "{{ $labels.job" } }',
  }),
  'block without end': spec({
    alerting:
      '{ name: ShopBurns, annotations: { summary: "{{ if $value }}high" } }',
  }),
  'unknown function in a template': spec({
    alerting:
      '{ name: ShopBurns, labels: { team: "{{ teamOf $labels.job }}" } }',
  }),
  'unknown variable in a template': spec({
    alerting: '{ name: ShopBurns, annotations: { summary: "{{ $job }}" } }',
  }),
};

const useless: Record<string, string> = {
  'range as ratio': spec({ sli: raw('broken[{{.window}}]') }),
  'one id in two documents': `${spec({
    service: 'shop-api',
    name: 'latency',
  })}\n---\n${spec({ service: 'shop', name: 'api-latency' })}`,
};

const stricter: Record<string, string> = {
  'pipeline in a query': spec({
    errorQuery:
      'sum(rate(errors_total[{{.window}}])) + sum(rate(lost_total[{{ .window | printf "%s" }}]))',
  }),
};

const all = (outcome: OddSpec['outcome'], texts: Record<string, string>) =>
  Object.entries(texts).map(([name, text]) => ({ name, text, outcome }));

/** Specs that are odd in one way each. */
export const oddSpecs: readonly OddSpec[] = [
  ...all('same', same),
  ...all('refused', refused),
  ...all('rules refused', refusedByPrometheus),
  ...all('useless rules', useless),
  ...all('stricter', stricter),
];
