import { mockServices } from '@backstage/backend-test-utils';
import {
  draftOfSpec,
  parseSpecs,
  Slo,
  SliPlugin,
  SliSpec,
} from '@goreliable/plugin-slo-common';
import { PresentSpecs } from './PresentSpecs';

const slo: Slo = {
  id: 'lab~shop~up-time',
  source: 'lab',
  service: 'shop',
  name: 'up-time',
  objective: 0.9990000000000001,
  periodDays: 30,
  windows: [],
  state: 'ok',
  reason: { code: 'within-objective' },
  owners: [],
};
const status = { name: 'lab', state: 'fresh' as const };
const sli: SliSpec = {
  kind: 'events',
  errorQuery: 'sum(rate(a{b="c"}[{{.window}}]))',
  totalQuery: 'sum(rate(a[{{.window}}]))',
};

const upTime: SliPlugin = {
  id: 'up-time',
  errorRatioQuery: ({ options: { job } }) =>
    `1 - avg_over_time(up{job="${job}"}[{{.window}}])`,
};

function setUp(options: {
  file?: string;
  indicator?: { sli?: SliSpec; alerts?: any[] };
}) {
  const readUrl = jest.fn(async () => {
    if (options.file === undefined) {
      throw new Error('not there');
    }
    return { buffer: async () => Buffer.from(options.file!) } as any;
  });
  const specs = new PresentSpecs({
    reader: mockServices.urlReader.mock({ readUrl }),
    indicators: {
      read: async () => ({ missing: [], ...options.indicator }),
    },
    sliPlugins: [upTime],
    logger: mockServices.logger.mock(),
  });
  return {
    readUrl,
    find: (fileUrl: string | undefined = 'http://git/slo.yaml') =>
      specs.find(slo, { owners: [], fileUrl }, status),
  };
}

describe('the spec of an SLO that exists', () => {
  it('is the one of its file', async () => {
    const { find, readUrl } = setUp({
      file: `# shop\nversion: prometheus/v1\nservice: shop\nslos:\n${[
        'other',
        'up-time',
      ]
        .map(
          name =>
            `  - { name: ${name}, objective: 99.5, sli: { raw: { error_ratio_query: 'avg_over_time(down[{{.window}}])' } }, alerting: { name: Shop } }\n`,
        )
        .join('')}`,
    });
    const found = await find();
    expect(readUrl).toHaveBeenCalledWith('http://git/slo.yaml', {
      signal: undefined,
    });
    expect(found!.origin).toBe('repository');
    expect(parseSpecs(found!.spec).specs).toMatchObject([
      { name: 'up-time', objectivePercent: 99.5 },
    ]);
  });

  it('has the queries that an SLI plugin makes for it', async () => {
    const file = `version: prometheus/v1\nservice: shop\nslos:\n  - name: up-time\n    objective: 99.5\n    sli: { plugin: { id: up-time, options: { job: api } } }\n    alerting: { name: Shop }\n`;
    const { find } = setUp({ file });
    const found = await find();
    expect(parseSpecs(found!.spec)).toMatchObject({
      problems: [],
      specs: [
        {
          sli: {
            kind: 'raw',
            errorRatioQuery: '1 - avg_over_time(up{job="api"}[{{.window}}])',
          },
        },
      ],
    });
  });

  it.each([
    ['no file', undefined],
    ['a file without it', 'version: prometheus/v1\nservice: depot\n'],
  ])('is read off its rules where there is %s', async (_, file) => {
    const { find } = setUp({
      file,
      indicator: {
        sli,
        alerts: [
          {
            severity: 'page',
            isDisabled: false,
            labels: {},
            annotations: { summary: 'It is down', runbook_url: 'http://git/r' },
          },
        ],
      },
    });
    const found = await find();
    expect(found!.origin).toBe('rules');
    const { specs, problems } = parseSpecs(found!.spec);
    expect(problems).toEqual([]);
    expect(specs[0]).toMatchObject({
      service: 'shop',
      objectivePercent: 99.9,
      sli,
    });
    expect(draftOfSpec(specs[0]).alerts).toEqual({
      name: 'up_time',
      summary: 'It is down',
      runbookUrl: 'http://git/r',
      page: true,
      ticket: false,
    });
  });

  it('is not known without a file and without rules', async () => {
    await expect(setUp({}).find()).resolves.toBeUndefined();
    const { find, readUrl } = setUp({ file: '' });
    await expect(find('')).resolves.toBeUndefined();
    expect(readUrl).not.toHaveBeenCalled();
  });
});
