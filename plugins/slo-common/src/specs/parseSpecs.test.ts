import { parseSpecs } from './parseSpecs';
import { SliPlugin } from './sliPlugins';
import { alertOf } from './types';

const sloth = (slo: string, head = '') => `version: prometheus/v1
service: shop
${head}
slos:
${slo}`;

const events = `
    sli:
      events:
        error_query: sum(rate(errors_total[{{.window}}]))
        total_query: sum(rate(requests_total[{{.window}}]))`;

const quiet = `
    alerting:
      page_alert: { disable: true }
      ticket_alert: { disable: true }`;

const good = sloth(`  - name: availability
    objective: 99.9${events}${quiet}`);

const errorsOf = (text: string) =>
  parseSpecs(text)
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ path, message }) => `${path}: ${message}`);

describe('specs of Sloth', () => {
  it('become SLOs', () => {
    const { specs, problems } = parseSpecs(
      sloth(
        `  - name: availability
    objective: 99.9
    description: Answers without an error.
    labels: { kind: http, tier: 2 }${events}
    alerting:
      name: ShopAvailability
      labels: { category: availability }
      annotations: { runbook: https://runbooks.example/shop }
      page_alert:
        labels: { severity: page }
      ticket_alert:
        disable: true`,
        'labels: { owner: shop-team, tier: 1, generated: yes }',
      ),
    );
    expect(problems).toEqual([]);
    expect(specs).toEqual([
      {
        service: 'shop',
        name: 'availability',
        description: 'Answers without an error.',
        objective: 99.9 / 100,
        objectivePercent: 99.9,
        periodDays: 30,
        sli: {
          kind: 'events',
          errorQuery: 'sum(rate(errors_total[{{.window}}]))',
          totalQuery: 'sum(rate(requests_total[{{.window}}]))',
        },
        labels: {
          owner: 'shop-team',
          tier: '2',
          generated: 'true',
          kind: 'http',
        },
        alerting: expect.objectContaining({ name: 'ShopAvailability' }),
        origin: {
          format: 'sloth',
          specVersion: 'prometheus/v1',
          document: 0,
          path: 'slos[0]',
        },
      },
    ]);
    expect(alertOf(specs[0], 'page')).toEqual({
      name: 'ShopAvailability',
      labels: { category: 'availability', severity: 'page' },
      annotations: { runbook: 'https://runbooks.example/shop' },
    });
    expect(alertOf(specs[0], 'ticket')).toBeUndefined();
  });

  it('may be objects of Kubernetes', () => {
    const { specs, problems } = parseSpecs(`apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: shop-slos
  namespace: shop
  creationTimestamp: "2026-01-01T00:00:00Z"
spec:
  service: shop
  slos:
    - name: availability
      objective: 99
      sli:
        raw:
          errorRatioQuery: avg_over_time(broken[{{ .window }}])
      alerting:
        pageAlert: { disable: true }
        ticketAlert: { disable: true }`);
    expect(problems).toEqual([]);
    expect(specs[0]).toMatchObject({
      sli: {
        kind: 'raw',
        errorRatioQuery: 'avg_over_time(broken[{{ .window }}])',
      },
      origin: {
        format: 'sloth-kubernetes',
        path: 'spec.slos[0]',
        kubernetes: { name: 'shop-slos', namespace: 'shop' },
      },
    });
  });

  it('may be several in one text', () => {
    const second = good.replace('service: shop', 'service: search');
    const { specs, problems } = parseSpecs(
      `# Two services.\n---\n${good}\n---\n${second}`,
    );
    expect(problems).toEqual([]);
    expect(specs.map(({ service }) => service)).toEqual(['shop', 'search']);
    expect(specs.map(({ origin }) => origin.document)).toEqual([0, 1]);
  });

  it('has fields that nobody reads', () => {
    const { specs, problems } = parseSpecs(
      good.replace('page_alert:', 'pageAlert: {}\n      page_alert:'),
    );
    expect(specs).toHaveLength(1);
    expect(problems).toEqual([
      {
        severity: 'warning',
        document: 0,
        path: 'slos[0].alerting.pageAlert',
        message: expect.stringContaining('no field that anything reads'),
      },
    ]);
  });

  it('of 100 % are odd', () => {
    const { specs, problems } = parseSpecs(good.replace('99.9', '100'));
    expect(specs).toHaveLength(1);
    expect(problems).toMatchObject([
      { severity: 'warning', path: 'slos[0].objective' },
    ]);
  });
});

describe('specs that are refused', () => {
  const alerting = (fields: string) =>
    sloth(`  - name: availability
    objective: 99.9${events}
    alerting: ${fields}`);
  const query = (text: string) =>
    good.replace(
      'error_query: sum(rate(errors_total[{{.window}}]))',
      `error_query: ${text}`,
    );

  it.each([
    ['', /^: The text is empty/],
    ['a: [', /^: is not YAML/],
    ['service: shop', /^apiVersion: names no format/],
    [
      good.replace('prometheus/v1', 'prometheus/v1 # Sloth'),
      /^version: cannot be recognised as Sloth does it/,
    ],
    ['version: prometheus/v1\nservice: shop', /^slos: has no SLO/],
    [good.replace('99.9', '"99.9"'), /^slos\[0\].objective: must be a number/],
    [good.replace('99.9', '0'), /^slos\[0\].objective: must be above 0 %/],
    [good.replace('99.9', '100.1'), /^slos\[0\].objective: must be above 0 %/],
    [good.replace('shop', 's'), /^service: 's' cannot be a name/],
    [
      good.replace('name: availability', 'name: a vail'),
      /^slos\[0\].name: 'a vail' cannot be a name/,
    ],
    [
      sloth('  - name: availability\n    objective: 99'),
      /^slos\[0\].sli: says not what is measured/,
    ],
    [
      sloth(
        '  - name: availability\n    objective: 99\n    sli: { plugin: { id: ours } }',
      ),
      /^slos\[0\].sli.plugin: is Go code .* 'ours'/,
    ],
    [
      good.replace(
        'sli:',
        'sli:\n      raw: { error_ratio_query: "a[{{.window}}]" }',
      ),
      /^slos\[0\].sli: must be either/,
    ],
    [
      query('sum(rate(errors_total[5m]))'),
      /^slos\[0\].sli.events.error_query: must contain \{\{.window\}\}/,
    ],
    [query('""'), /error_query: is missing/],
    [
      query('sum(rate(requests_total[{{.window}}]))'),
      /error_query: is the same as the query of all events/,
    ],
    [
      query('sum(rate(errors_total[{{.window}}])'),
      /error_query: is not PromQL: .* ends too early/,
    ],
    [
      query('rate(sum(errors_total)[{{.window}}])'),
      /error_query: is not PromQL/,
    ],
    [
      query(`sum(rate(errors_total{path="{{id}}"}[{{.window}}]))`),
      /error_query: has \{\{id\}\}, and only \{\{.window\}\} can be filled in/,
    ],
    // Sloth makes rules of the next ones, and Prometheus refuses those.
    [
      query('errors_total[{{.window}}]'),
      /error_query: gives a range of samples/,
    ],
    [
      query(`'sum(rate(errors_total[{{.window}}])) # bad ones'`),
      /error_query: ends in a comment/,
    ],
    [
      alerting(
        '{ name: Shop, annotations: { summary: "{{ $labels.job" }, ticket_alert: { disable: true } }',
      ),
      /annotations.summary: has '.*' without its '\}\}'/,
    ],
    [
      alerting('{ name: Shop, labels: { team: "{{ teamOf $labels.job }}" } }'),
      /labels.team: uses the function teamOf/,
    ],
    [
      alerting('{ name: Shop, labels: { team: "{{ if true }}a" } }'),
      /labels.team: opens a block without \{\{end\}\}/,
    ],
    [`${good}\n---\n${good}`, /^slos\[0\]: has the id 'shop-availability'/],
    [alerting('{}'), /^slos\[0\].alerting.name: is missing/],
    [alerting('{ name: Shop, labels: { team: "" } }'), /labels.team: is empty/],
    [
      good.replace('slos:', 'labels: { __name__: x }\nslos:'),
      /labels.__name__: '__name__' cannot be a label/,
    ],
  ])('%#', (text, message) => {
    const errors = errorsOf(text);
    expect(errors).not.toEqual([]);
    expect(errors[0]).toMatch(message);
    const isRepeated = errors[0].includes('has the id');
    expect(parseSpecs(text).specs).toHaveLength(isRepeated ? 1 : 0);
  });

  it('names every problem of a document at once', () => {
    expect(
      errorsOf(
        query('sum({{.window}}').replace('99.9', '0').replace('shop', 'a b'),
      ),
    ).toHaveLength(3);
  });

  it.each([
    '{{ $labels.sloth_service }} burns',
    '{{ with query "up" }}{{ . | first | value | humanizePercentage }}{{ end }}',
    '{{- $value | printf "%.2f" -}}',
    '{{ range $index, $sample := query "up" }}{{ $sample }}{{ else }}none{{ end }}',
    '{{/* a note */}}plain }} text',
    `{{ "}}" }}{{ if eq $labels.job "a" }}b{{ end }}`,
  ])('but not for the template %s', template => {
    expect(
      errorsOf(
        alerting(
          `{ name: Shop, annotations: { summary: ${JSON.stringify(
            template,
          )} } }`,
        ),
      ),
    ).toEqual([]);
  });
});

describe('SLI plugins', () => {
  const plugin: SliPlugin = {
    id: 'ours',
    errorRatioQuery: ({ meta, labels, options }) => {
      if (!options.job) {
        throw new Error('the option job is missing');
      }
      const selector = Object.entries({ ...meta, ...labels, ...options })
        .map(([label, value]) => `${label}="${value}"`)
        .join(',');
      return `error_ratio{${selector}}[{{.window}}]`;
    },
  };
  const named = (rest: string) =>
    sloth(
      `  - name: availability
    objective: 99.9
    labels: { of: slo }
    sli: { ${rest} }${quiet}`,
      'labels: { team: shop }',
    );
  const read = (text: string) => parseSpecs(text, { sliPlugins: [plugin] });

  it('make the query of what the spec says', () => {
    const { specs } = parseSpecs(
      named('plugin: { id: ours, options: { job: api } }'),
      {
        sliPlugins: [
          {
            ...plugin,
            errorRatioQuery: input =>
              `avg(avg_over_time(${plugin.errorRatioQuery(input)}))`,
          },
        ],
      },
    );
    expect(specs[0].sli).toEqual({
      kind: 'raw',
      errorRatioQuery:
        'avg(avg_over_time(error_ratio{service="shop",slo="availability",objective="99.900000",team="shop",job="api"}[{{.window}}]))',
    });
  });

  it.each([
    ['plugin: { id: ours }', /sli.plugin is refused by 'ours': the option job/],
    ['plugin: { id: other }', /sli.plugin is Go code .* 'other'/],
    [
      'plugin: { id: ours }, events: { error_query: a, total_query: b }',
      /sli must be either 'events' or 'plugin'/,
    ],
    [
      'plugin: { id: ours, options: { job: api } }',
      /error_ratio_query gives a range of samples/,
    ],
  ])('%s is refused', (sli, message) => {
    const [{ path, message: told }] = read(named(sli)).problems;
    expect(`${path} ${told}`).toMatch(message);
  });
});
