import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  canonicalPromql,
  generateRules,
  loadedRulesSchema,
  parseAlertWindows,
  parseSpecs,
  ruleDrift,
  rulesToYaml,
  slothVersion,
} from '@goreliable/plugin-slo-common';
import { parseDocument } from 'yaml';
import { goModuleFolder, labTools } from '../__testUtils__/labTools';
import { RealPrometheus } from '../__testUtils__/realPrometheus';
import { ourRules, readRules } from '../__testUtils__/ruleFiles';
import { gettingStartedAvailability } from './__fixtures__/gettingStartedAvailability';
import { oddSpecs } from './__fixtures__/oddSpecs';

// From nothing, the lab compiles its tools first.
jest.setTimeout(1_200_000);

const run = promisify(execFile);

let sloth: string;
let promtool: string;
/** Sloth's own sources, with its published examples and their rules. */
let sources: string;
let work: string;

beforeAll(async () => {
  ({ sloth, promtool } = await labTools('sloth', 'prometheus'));
  sources = await goModuleFolder('sloth', 'github.com/slok/sloth');
  work = await mkdtemp(join(tmpdir(), 'slo-rules-'));
});

afterAll(async () => {
  await rm(work, { recursive: true, force: true });
});

/** What Sloth itself makes of a text; `undefined` if it refuses it. */
async function slothRules(
  text: string,
  ...flags: string[]
): Promise<string | undefined> {
  const input = join(work, 'in.yaml');
  const output = join(work, 'out.yaml');
  await writeFile(input, text);
  await rm(output, { force: true });
  try {
    await run(sloth, [
      'generate',
      '--no-color',
      ...['-i', input],
      ...['-o', output],
      ...flags,
    ]);
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'number') {
      return undefined;
    }
    throw error;
  }
  return await readFile(output, 'utf8');
}

/** Prometheus' complaint about a rule file; `undefined` if it has none. */
async function complaintOfPrometheus(
  yaml: string,
): Promise<string | undefined> {
  const file = join(work, 'rules.yaml');
  await writeFile(file, yaml);
  try {
    await run(promtool, ['check', 'rules', '--lint=none', file]);
    return undefined;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error);
  }
}

async function expectLoadable(yaml: string) {
  expect(await complaintOfPrometheus(yaml)).toBeUndefined();
}

const read = (...path: string[]) => readFile(join(sources, ...path), 'utf8');

it('is about the version of Sloth that the lab has', async () => {
  const { stdout } = await run(sloth, ['version']);
  expect(stdout.trim()).toBe(slothVersion);
});

describe('the published examples', () => {
  const options = {
    extraLabels: { cmd: 'examplesgen.sh' },
    info: { version: 'dev' },
    sliPlugins: [gettingStartedAvailability],
  };

  it('become the published rules', async () => {
    const files = (await readdir(join(sources, 'examples'))).filter(name =>
      /\.ya?ml$/.test(name),
    );
    expect(files.length).toBeGreaterThanOrEqual(18);
    for (const file of files) {
      const { yaml, errors } = ourRules(await read('examples', file), options);
      expect([file, errors]).toEqual([file, []]);
      const ours = readRules(yaml);
      const published = readRules(await read('examples', '_gen', file));
      expect([file, ours]).toEqual([file, published]);
      // Objects are for Kubernetes, and MetricsQL is for another store.
      const isRuleFile =
        ours.metadata.length === 0 && file !== 'victoria-metrics.yml';
      expect([
        file,
        isRuleFile ? await complaintOfPrometheus(yaml) : undefined,
      ]).toEqual([file, undefined]);
    }
  });

  it.each([
    ['the job', { job: undefined }],
    ['a filter', { filter: 'no matcher' }],
  ])(
    'of an SLI plugin are refused as by Sloth without %s',
    async (_, change) => {
      const text = await read('examples', 'plugin-getting-started.yml');
      const changed = parseDocument(text);
      const at = ['slos', 0, 'sli', 'plugin', 'options'];
      for (const [option, value] of Object.entries(change)) {
        if (value === undefined) {
          changed.deleteIn([...at, option]);
        } else {
          changed.setIn([...at, option], value);
        }
      }
      const { errors } = ourRules(`${changed}`, options);
      expect(errors).toEqual([expect.stringContaining('is refused by')]);
      const plugins = join(sources, 'examples', 'plugins');
      expect(
        await slothRules(`${changed}`, '--plugins-path', plugins),
      ).toBeUndefined();
      expect(await slothRules(text, '--plugins-path', plugins)).toBeDefined();
    },
  );

  it.each([
    ['in-base.yaml', []],
    ['in-base.yaml', ['--disable-alerts']],
    ['in-base.yaml', ['--disable-recordings']],
    ['in-base.yaml', ['-l', 'exk1=exv1', '-l', 'exk2=exv2']],
    ['in-base.yaml', ['--default-slo-period', '28d']],
    ['in-base-k8s.yaml', []],
    ['in-multifile.yaml', []],
    ['in-multifile-k8s.yaml', []],
    ['in-openslo.yaml', []],
  ])("of Sloth's tests become its rules: %s %j", async (file, flags) => {
    const text = await read('test/integration/prometheus/testdata', file);
    const expected = await slothRules(text, ...flags);
    const { yaml, errors } = ourRules(text, {
      withoutAlerts: flags.includes('--disable-alerts'),
      withoutRecordings: flags.includes('--disable-recordings'),
      extraLabels: flags.includes('-l') ? { exk1: 'exv1', exk2: 'exv2' } : {},
      periodDays: flags.includes('28d') ? 28 : 30,
    });
    expect(errors).toEqual([]);
    expect(readRules(yaml)).toEqual(readRules(expected!));
  });

  it.each([
    ['test/integration/prometheus/windows/7d.yaml', 7],
    ['examples/windows/7d.yaml', 7],
    ['examples/windows/custom-30d.yaml', 30],
  ])('follow the windows of %s', async (file, periodDays) => {
    const text = await read('examples/getting-started.yml');
    const windows = await read(file);
    const folder = await mkdtemp(join(work, 'windows-'));
    await writeFile(join(folder, 'windows.yaml'), windows);
    const expected = await slothRules(
      text,
      ...['--default-slo-period', `${periodDays}d`],
      ...['--slo-period-windows-path', folder],
    );
    const { catalog, problems } = parseAlertWindows([windows]);
    expect(problems).toEqual([]);
    const { yaml, errors } = ourRules(text, { periodDays, windows: catalog });
    expect(errors).toEqual([]);
    expect(readRules(yaml)).toEqual(readRules(expected!));
    await expectLoadable(yaml);
  });

  it.each(['good', 'bad'])('of %s specs are taken as by Sloth', async kind => {
    const folder = join('test/integration/prometheus/testdata/validate', kind);
    const files = await readdir(join(sources, folder));
    expect(files.length).toBeGreaterThanOrEqual(7);
    let taken = 0;
    for (const file of files) {
      const text = await read(folder, file);
      const isTaken = (await slothRules(text)) !== undefined;
      taken += isTaken ? 1 : 0;
      expect([file, ourRules(text).errors.length === 0]).toEqual([
        file,
        isTaken,
      ]);
    }
    // One bad spec is bad only with other windows than Sloth's own.
    expect(taken).toBe(kind === 'good' ? files.length : 1);
  });
});

describe('odd specs', () => {
  const named = (...outcomes: string[]) =>
    oddSpecs
      .filter(({ outcome }) => outcomes.includes(outcome))
      .map(({ name, text }) => [name, text] as const);

  it.each(named('same'))('%s: the same as Sloth', async (_, text) => {
    const expected = await slothRules(text);
    const { yaml, errors } = ourRules(text);
    expect(errors).toEqual([]);
    const ours = readRules(yaml);
    expect(ours).toEqual(readRules(expected!));
    if (ours.metadata.length === 0) {
      await expectLoadable(yaml);
    }
  });

  it.each(named('refused'))('%s: refused like by Sloth', async (_, text) => {
    expect(await slothRules(text)).toBeUndefined();
    expect(ourRules(text).errors).not.toEqual([]);
  });

  it.each(named('rules refused'))(
    '%s: Prometheus refuses what Sloth makes',
    async (_, text) => {
      const made = await slothRules(text);
      expect(await complaintOfPrometheus(made!)).toBeDefined();
      expect(ourRules(text).errors).not.toEqual([]);
    },
  );

  it.each(named('useless rules', 'stricter'))(
    '%s: refused, though Sloth makes rules',
    async (_, text) => {
      const made = await slothRules(text);
      expect(await complaintOfPrometheus(made!)).toBeUndefined();
      expect(ourRules(text).errors).not.toEqual([]);
    },
  );
});

describe('in a real Prometheus', () => {
  const text = `version: prometheus/v1
service: shop
labels: { tier: 1 }
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(errors_total{job='shop'}[{{.window}}]))
        total_query: (sum by () (rate(requests_total[{{.window}}])))
    alerting:
      name: ShopBurns
      annotations: { summary: "{{ $labels.sloth_slo }} burns" }
`;
  const hour = 3_600;
  const end = Math.floor(Date.now() / 1000 / hour) * hour;
  const start = end - 31 * 24 * hour;
  const labels =
    'sloth_id="shop-availability",sloth_service="shop",sloth_slo="availability",tier="1"';
  /** The ratio goes up by a step each day, so each tile has its own. */
  const ratioAt = (at: number) => Math.floor((at - start) / (24 * hour)) / 1000;

  /** Samples each minute: as dense as rules are evaluated usually. */
  function history(): string {
    const lines: string[] = [];
    for (const window of ['5m', '3d']) {
      const name = `slo:sli_error:ratio_rate${window}`;
      lines.push(`# TYPE ${name} gauge`);
      for (let at = start; at <= end; at += 60) {
        lines.push(
          `${name}{${labels},sloth_window="${window}"} ${ratioAt(at)} ${at}`,
        );
      }
    }
    return [...lines, '# EOF', ''].join('\n');
  }

  const made = (periodRule: 'sloth' | 'tiled') =>
    generateRules(parseSpecs(text).specs, { corrections: { periodRule } })
      .slos[0];
  const periodExpression = (periodRule: 'sloth' | 'tiled') =>
    made(periodRule).sli.rules.at(-1)!.expr;

  let prometheus: RealPrometheus;

  beforeAll(async () => {
    prometheus = await RealPrometheus.start({
      rules: { text: rulesToYaml([made('sloth')]) },
      metrics: () => '',
      history: history(),
    });
    await prometheus.waitFor('slo:objective:ratio');
  });

  afterAll(async () => {
    await prometheus?.stop();
  });

  it('rules have not drifted from the spec that they were made of', async () => {
    const response = await fetch(`${prometheus.url}/api/v1/rules`);
    const { data } = (await response.json()) as { data: unknown };
    const loaded = loadedRulesSchema.parse(data);
    expect(loaded.groups).toHaveLength(3);
    expect(ruleDrift(made('sloth'), loaded)).toEqual([]);
    const stricter = generateRules(
      parseSpecs(text.replace('99.9', '99.95')).specs,
    ).slos[0];
    expect(
      ruleDrift(stricter, loaded).map(({ rule, kind }) => [rule, kind]),
    ).toEqual([
      ['slo:objective:ratio', 'different'],
      ['slo:error_budget:ratio', 'different'],
      ['sloth_slo_info', 'different'],
      ['ShopBurns', 'different'],
      ['ShopBurns', 'different'],
    ]);
  });

  it.each([
    'sum(rate(x{b="c",a!="d"}[90m] offset 1d12h)) by (le, "a.b")',
    'max(a > (14.4 * 1e-05)) without (w) and on () b unless ignoring (x) c',
    'sum by () (a) / on (x) group_left () b',
    'x < Inf or -y > bool 0x1F',
    'quantile_over_time(0.9,(a+b)[1h:5m])^2%3',
    `{"a.b", c=~'d|e'} @ end()`,
    'label_replace(a, "b", `$1`, "c", "(.*)\\\\.d") # why',
    'TOPK(3, a) BY (x)',
  ])('%s is what Prometheus makes of it', async query => {
    const search = new URLSearchParams({ query });
    const response = await fetch(
      `${prometheus.url}/api/v1/format_query?${search}`,
    );
    const { data } = (await response.json()) as { data: string };
    expect(data).not.toBe(query);
    expect(canonicalPromql(data)).toBe(canonicalPromql(query));
  });

  /** The value of an expression, and how many samples Prometheus read for it. */
  async function costOf(query: string) {
    const search = new URLSearchParams({
      query,
      time: String(end),
      stats: 'all',
    });
    const response = await fetch(`${prometheus.url}/api/v1/query?${search}`);
    const { data } = (await response.json()) as { data: any };
    expect(data.result).toHaveLength(1);
    return {
      value: Number(data.result[0].value[1]),
      labels: data.result[0].metric,
      samples: data.stats.samples.totalQueryableSamples as number,
    };
  }

  it('the tiled period rule reads a hundredth of the samples', async () => {
    const usual = await costOf(periodExpression('sloth'));
    const tiled = await costOf(periodExpression('tiled'));
    expect(usual.samples).toBeGreaterThan(2 * 43_000);
    expect(tiled.samples).toBeLessThanOrEqual(0.01 * usual.samples);
    expect(tiled.labels.sloth_slo).toBe('availability');
    expect(tiled.labels).not.toHaveProperty('sloth_tile');
  });

  it('and averages the tiles, from the present back to the period', async () => {
    const { value } = await costOf(periodExpression('tiled'));
    const tiles = Array.from({ length: 10 }, (_, tile) =>
      ratioAt(end - tile * 3 * 24 * hour),
    );
    const expected = tiles.reduce((sum, ratio) => sum + ratio) / 10;
    expect(value).toBeCloseTo(expected, 9);
  });
});
