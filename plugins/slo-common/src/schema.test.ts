import {
  parseSloOverview,
  Slo,
  SloOverview,
  sloOverviewSchema,
} from './schema';
import type { SloReason } from './state';

const reasons: SloReason[] = [
  { code: 'burning', severity: 'page', pairs: ['page-quick'] },
  { code: 'budget-spent' },
  { code: 'within-objective' },
  { code: 'no-traffic', window: '5m' },
  { code: 'not-recorded', window: '30d' },
  { code: 'not-loaded', source: 'lab' },
  { code: 'invalid', window: '5m' },
  { code: 'objective-unknown' },
  { code: 'vanished', since: '2026-05-04T10:00:00.000Z' },
  { code: 'sample-old', sampleAt: '2026-05-04T10:00:00.000Z' },
];

const slo: Slo = {
  id: 'lab~gateway~availability',
  source: 'lab',
  service: 'gateway',
  name: 'availability',
  tool: 'pyrra',
  partition: { cluster: 'one' },
  objective: 0.999,
  periodDays: 30,
  windows: [
    {
      window: '5m',
      seconds: 300,
      condition: 'measured',
      errorRatio: 0.001,
      burnRate: 1,
    },
    { window: '30d', seconds: 2_592_000, condition: 'no-traffic' },
  ],
  budgetRemaining: -0.5,
  budgetOrigin: 'recorded',
  state: 'ok',
  reason: { code: 'within-objective' },
  since: '2026-05-04T10:00:00.000Z',
  sampleAt: '2026-05-04T10:00:00.000Z',
  entityRef: 'component:default/gateway',
  owners: ['group:default/edge-team'],
  system: 'system:default/edge',
  trend: [0.5, null],
  indicator: { kind: 'latency', thresholdSeconds: 0.25, noun: 'requests' },
  review: {
    decision: 'keep',
    decidedAt: '2026-05-04T10:00:00.000Z',
    nextReviewOn: '2026-08-04',
  },
};

const overview: SloOverview = {
  sources: [{ name: 'lab', state: 'fresh', asOf: '2026-05-04T10:00:00.000Z' }],
  warnings: [{ source: 'lab', message: 'partial answer' }],
  alertPolicies: [
    {
      periodDays: 30,
      pairs: [
        {
          id: 'page-quick',
          severity: 'page',
          speed: 'quick',
          errorBudgetPercent: 2,
          shortWindow: '5m',
          longWindow: '1h',
          shortSeconds: 300,
          longSeconds: 3_600,
          factor: 14.4,
        },
      ],
    },
  ],
  trend: { from: 1_792_843_200, stepSeconds: 43_200, points: 2 },
  specProblems: [{ location: 'slos.yaml', message: 'not YAML', owners: [] }],
  slos: [slo],
};

const text = JSON.stringify(overview);

/** The overview with another value in one place; `undefined` takes the place away. */
function overviewWith(place: number, change: (value: unknown) => unknown) {
  let places = 0;
  const changed = JSON.parse(text, (_, value) => {
    places += 1;
    return places - 1 === place ? change(value) : value;
  });
  return { changed, places };
}

function outcome(parse: (value: unknown) => unknown, value: unknown) {
  try {
    return { read: parse(value) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const nonsense = [undefined, null, true, 0, -1, 1.5, '', 'x', [], [null], {}];

describe('parseSloOverview', () => {
  it.each(reasons)('hands on an SLO with %j as it is', reason => {
    const value = { ...overview, slos: [{ ...slo, reason }] };
    expect(parseSloOverview(value)).toBe(value);
  });

  it('reads and refuses what the schema does, whatever stands in whichever place', () => {
    const { places } = overviewWith(-1, value => value);
    const changes = [
      ...nonsense.map(value => () => value),
      (value: unknown) =>
        typeof value === 'object' ? { ...value, more: 1 } : value,
    ];
    for (let place = 0; place < places; place += 1) {
      for (const change of changes) {
        const { changed } = overviewWith(place, change);
        expect(outcome(parseSloOverview, changed)).toStrictEqual(
          outcome(value => sloOverviewSchema.parse(value), changed),
        );
      }
    }
  });
});
