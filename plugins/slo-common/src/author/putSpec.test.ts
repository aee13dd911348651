import { anySliPlugin, parseSpecs, SloSpec } from '../specs';
import { draftOfSpec, newDraft } from './draft';
import { putSpec } from './putSpec';
import { specOfDraft } from './specOfDraft';
import { SloDraft } from './types';
import { writeSpec } from './writeSpec';

const file = `# What users may rely on.
version: prometheus/v1
service: shop
labels:
  owner: shop-team
slos:
  # Rejected ones count neither way.
  - name: requests-availability
    objective: 99.9 # agreed in March
    description: 99.9 % of the requests are answered.
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="shop",outcome="error"}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="shop",outcome!="rejected"}[{{.window}}])) > 0
    alerting:
      name: ShopRequestsAvailability
      labels:
        service: shop
      annotations:
        summary: shop fails
        description: >-
          The budget of shop (99.9 % of requests over 30 days)
          is being used up too fast to last.
      page_alert:
        labels:
          severity: critical
      ticket_alert:
        labels:
          severity: warning
  # Slow is down, too.
  - name: requests-latency
    objective: 99
    sli:
      events:
        error_query: >-
          sum(rate(http_request_duration_seconds_count{job="shop"}[{{.window}}]))
          -
          sum(rate(http_request_duration_seconds_bucket{job="shop",le=~"0.5([.]0)?"}[{{.window}}]))
        total_query: sum(rate(http_request_duration_seconds_count{job="shop"}[{{.window}}])) > 0
    alerting: { name: ShopRequestsLatency, page_alert: { disable: true } }
`;

function changed(
  name: string,
  change: (draft: SloDraft) => SloDraft,
  text = file,
): SloSpec {
  const spec = parseSpecs(text).specs.find(each => each.name === name)!;
  const drafted = specOfDraft(change(draftOfSpec(spec)));
  if (drafted.kind !== 'spec') {
    throw new Error(JSON.stringify(drafted.problems));
  }
  return drafted.spec;
}

function put(
  text: string | undefined,
  spec: SloSpec,
  options: { replaces?: string } = {},
) {
  const result = putSpec(text, spec, options);
  if (result.kind !== 'written') {
    throw new Error(result.reason);
  }
  return result;
}

/** The lines that are not the same, as `- before` and `+ after`. */
function difference(before: string, after: string): string[] {
  const [ours, theirs] = [before.split('\n'), after.split('\n')];
  return [
    ...ours.filter(line => !theirs.includes(line)).map(line => `-${line}`),
    ...theirs.filter(line => !ours.includes(line)).map(line => `+${line}`),
  ];
}

const newSpec = (draft: SloDraft) => {
  const drafted = specOfDraft(draft);
  return (drafted as { spec: SloSpec }).spec;
};

describe('putting an SLO into a file', () => {
  it('changes nothing where nothing is changed', () => {
    for (const { name } of parseSpecs(file).specs) {
      const result = put(
        file,
        changed(name, same => same),
      );
      expect(result).toEqual({
        kind: 'written',
        text: file,
        change: 'unchanged',
      });
    }
  });

  it('changes one line for another objective, and leaves comments alone', () => {
    const { text, change } = put(
      file,
      changed('requests-availability', draft => ({
        ...draft,
        objective: '99.5',
      })),
    );
    expect(change).toBe('changed');
    expect(difference(file, text)).toEqual([
      '-    objective: 99.9 # agreed in March',
      '+    objective: 99.5 # agreed in March',
    ]);
  });

  it('changes a query in a folded block, and the rest of the file not', () => {
    const { text } = put(
      file,
      changed('requests-latency', draft => ({
        ...draft,
        fields: { ...draft.fields, threshold: '0.25' },
      })),
    );
    expect(text).toContain('le=~"0.25([.]0)?"');
    expect(text.slice(0, text.indexOf('requests-latency'))).toBe(
      file.slice(0, file.indexOf('requests-latency')),
    );
  });

  it('adds what was not there, within its own SLO only', () => {
    const { text } = put(
      file,
      changed('requests-latency', draft => ({
        ...draft,
        description: 'Quick: yes',
        alerts: {
          ...draft.alerts,
          page: true,
          runbookUrl: 'https://git/shop/latency.md',
        },
      })),
    );
    const spec = parseSpecs(text).specs[1];
    expect(spec.description).toBe('Quick: yes');
    expect(spec.alerting.annotations).toEqual({
      runbook_url: 'https://git/shop/latency.md',
    });
    expect(spec.alerting.page.isDisabled).toBe(false);
    expect(text).toContain(
      '  # Slow is down, too.\n  - name: requests-latency',
    );
    expect(text.slice(0, text.indexOf('requests-latency'))).toBe(
      file.slice(0, file.indexOf('requests-latency')),
    );
  });

  it('takes away a description that was emptied', () => {
    const { text } = put(
      file,
      changed('requests-availability', draft => ({
        ...draft,
        description: '',
      })),
    );
    expect(parseSpecs(text).specs[0].description).toBeUndefined();
    expect(text).toContain('# agreed in March');
    expect(text).toContain('# Slow is down, too.');
  });

  it('renames it in its place', () => {
    const { text } = put(
      file,
      changed('requests-latency', draft => ({ ...draft, name: 'speed' })),
      { replaces: 'requests-latency' },
    );
    expect(difference(file, text)).toEqual([
      '-  - name: requests-latency',
      '+  - name: speed',
    ]);
  });

  it('adds a new one behind the others of its service', () => {
    const spec = newSpec(newDraft('queue-age', 'shop'));
    const { text, change } = put(file, spec);
    expect(change).toBe('added');
    expect(text.startsWith(file)).toBe(true);
    expect(text.slice(file.length)).toMatch(/^ {2}- name: queue-age\n {4}obj/);
    expect(parseSpecs(text).specs.map(({ name }) => name)).toEqual([
      'requests-availability',
      'requests-latency',
      'queue-age',
    ]);
  });

  it('adds another service as a document of its own', () => {
    const { text } = put(file, newSpec(newDraft('availability', 'depot')));
    expect(text.startsWith(`${file}---\n`)).toBe(true);
    expect(parseSpecs(text).specs.map(({ service }) => service)).toEqual([
      'shop',
      'shop',
      'depot',
    ]);
  });

  it.each([[undefined], [''], ['\n']])('begins a file of %j', text => {
    const spec = newSpec(newDraft('latency', 'shop'));
    expect(put(text, spec)).toEqual({
      kind: 'written',
      change: 'added',
      text: writeSpec(spec),
    });
  });

  it('changes an object of Kubernetes in its own words', () => {
    const object = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: shop
spec:
  service: shop
  slos:
  - name: up-time
    objective: 99
    sli:
      raw: { errorRatioQuery: 'avg_over_time(down[{{.window}}])' }
    alerting:
      name: Shop
`;
    const { text } = put(
      object,
      changed('up-time', draft => ({ ...draft, objective: '98' }), object),
    );
    expect(difference(object, text)).toEqual([
      '-    objective: 99',
      '+    objective: 98',
    ]);
    const added = put(text, newSpec(newDraft('availability', 'shop'))).text;
    expect(added).toContain('errorQuery: sum(rate(');
    expect(parseSpecs(added).specs).toHaveLength(2);
  });

  it('changes an SLO of OpenSLO beside others', () => {
    const two = ['first', 'second']
      .map(name =>
        writeSpec(
          newSpec({
            ...newDraft('availability', 'shop'),
            format: 'openslo',
            name,
          }),
        ),
      )
      .join('---\n# the second\n');
    const { text } = put(
      two,
      changed('second-0', draft => ({ ...draft, objective: '99.5' }), two),
    );
    expect(text).toContain('# the second');
    expect(
      parseSpecs(text).specs.map(spec => [spec.name, spec.objectivePercent]),
    ).toEqual([
      ['first-0', 99.9],
      ['second-0', 99.5],
    ]);
  });

  it('touches nothing in a file that has an error', () => {
    const spec = newSpec(newDraft('latency', 'shop'));
    expect(putSpec(`${file}  - name: x\n`, spec)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(/^The file has an error/),
    });
  });
});

describe('a file that names SLI plugins', () => {
  const withPlugin = `${file}  - name: up-time
    objective: 97
    sli:
      plugin:
        id: ours # in Go
        options: { job: shop }
    alerting: { name: ShopUpTime }
`;

  it('can be changed beside them', () => {
    const spec = changed(
      'requests-latency',
      draft => ({ ...draft, objective: '98' }),
      file,
    );
    const { text } = put(withPlugin, spec);
    expect(difference(withPlugin, text)).toEqual([
      '-    objective: 99',
      '+    objective: 98',
    ]);
  });

  it('keeps the plugin of an SLO that still names it', () => {
    const { specs } = parseSpecs(withPlugin, { sliPlugins: anySliPlugin });
    const upTime = specs.find(({ name }) => name === 'up-time')!;
    const { text } = put(withPlugin, { ...upTime, objectivePercent: 98 });
    expect(text).toBe(withPlugin.replace('objective: 97', 'objective: 98'));
  });

  it('has queries in its place where they are wanted', () => {
    const { specs } = parseSpecs(withPlugin, { sliPlugins: anySliPlugin });
    const { sliPlugin, ...upTime } = specs.find(
      ({ name }) => name === 'up-time',
    )!;
    const errorRatioQuery = '1 - avg_over_time(up{job="shop"}[{{.window}}])';
    const { text } = put(withPlugin, {
      ...upTime,
      sli: { kind: 'raw', errorRatioQuery },
    });
    expect(parseSpecs(text)).toMatchObject({
      problems: [],
      specs: [{}, {}, { sli: { kind: 'raw', errorRatioQuery } }],
    });
  });
});
