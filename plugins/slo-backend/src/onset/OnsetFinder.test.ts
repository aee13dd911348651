import {
  Slo,
  SloSeries,
  planSeriesRange,
  seriesTimestamps,
} from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { OnsetFinder } from './OnsetFinder';

const hour = 3_600;
const now = 1_777_888_800;
const fresh: SourceStatus = { name: 'lab', state: 'fresh' };

const slo: Slo = {
  id: 'lab~a~b',
  source: 'lab',
  service: 'a',
  name: 'b',
  objective: 0.99,
  periodDays: 30,
  windows: [
    { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0.5 },
    { window: '1h', seconds: hour, condition: 'measured', errorRatio: 0.5 },
  ],
  owners: [],
  state: 'critical',
  reason: { code: 'burning', severity: 'page', pairs: ['page-quick'] },
};

/** Reads an error ratio that is a function of time, in Unix seconds. */
function setUp(ratioAt: (at: number) => number | null) {
  const read = jest.fn(
    async (
      _: Slo,
      status: SourceStatus,
      { from, to }: { from: number; to: number },
    ): Promise<SloSeries> => {
      const range = planSeriesRange(from, to, 900);
      const timestamps = seriesTimestamps(range);
      return {
        id: slo.id,
        stepSeconds: range.stepSeconds,
        timestamps,
        errorRatio: {
          window: range.stepSeconds > 300 ? '1h' : '5m',
          values: timestamps.map(ratioAt),
        },
        budgetRemaining: timestamps.map(() => null),
        coverage: 1,
        warnings: [],
        sources: [status],
      };
    },
  );
  const finder = new OnsetFinder({ read }, () => now * 1000);
  return {
    read,
    find: (own: Partial<Slo> = {}, at?: number) =>
      finder.find(
        { slo: { ...slo, ...own }, status: fresh, episodes: [] },
        { at },
      ),
  };
}

const stepAt = (begin: number) => (at: number) => at >= begin ? 0.4 : 0.0001;

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('OnsetFinder', () => {
  it.each([
    ['ten minutes', 600, 1, 200],
    ['two hours', 2 * hour, 1, 200],
    ['two days', 48 * hour, 3, 200],
    ['ten days', 240 * hour, 4, 400],
  ])(
    'finds a burn that began %s ago in few questions',
    async (_, ago, questions, within) => {
      const begin = now - ago;
      const { find, read } = setUp(stepAt(begin));
      const { onset, burningAt, window } = await find();
      expect(onset).toMatchObject({ kind: 'found', shape: 'sudden' });
      const { earliest, latest } = onset as Extract<
        typeof onset,
        { kind: 'found' }
      >;
      expect(seconds(earliest)).toBeLessThanOrEqual(begin);
      expect(seconds(latest)).toBeGreaterThanOrEqual(begin);
      expect(seconds(latest) - seconds(earliest)).toBeLessThanOrEqual(within);
      expect(burningAt).toBe(new Date(now * 1000).toISOString());
      expect(window).toBe('5m');
      expect(read).toHaveBeenCalledTimes(questions);
    },
  );

  it('judges by burn rates: the levels are those of the objective', async () => {
    const { find } = setUp(stepAt(now - 600));
    expect((await find()).onset).toMatchObject({
      levels: { since: expect.closeTo(40), before: expect.closeTo(0.01) },
    });
    // A twentieth of a per cent burns nothing of 99 %.
    const quiet = setUp(at => (at >= now - 600 ? 0.005 : 0.0001));
    expect((await quiet.find()).onset).toEqual({
      kind: 'unknown',
      reason: 'unclear',
    });
  });

  it('says that it burns for longer than there are records', async () => {
    const { find, read } = setUp(() => 0.4);
    const { onset, summary } = await find();
    expect(onset).toMatchObject({ kind: 'before-range' });
    expect(summary).toContain('already');
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('asks nothing of an SLO that never burned', async () => {
    const { find, read } = setUp(() => 0);
    const { onset, burningAt } = await find({
      state: 'ok',
      reason: { code: 'within-objective' },
    });
    expect(onset).toEqual({ kind: 'not-burning' });
    expect(burningAt).toBeUndefined();
    expect(read).not.toHaveBeenCalled();
  });

  it('looks where it is told to, and no further where nothing burned', async () => {
    const { find, read } = setUp(at => (at > now - hour ? 0.4 : 0));
    const own: Partial<Slo> = {
      state: 'ok',
      reason: { code: 'within-objective' },
    };
    expect((await find(own, now - 5 * hour)).onset).toEqual({
      kind: 'not-burning',
    });
    expect(read).toHaveBeenCalledTimes(1);
    expect((await find(own, now)).onset.kind).toBe('found');
  });

  it.each<[string, Partial<Slo>, (at: number) => number | null]>([
    ['a gap', {}, () => null],
    ['no objective', { objective: undefined }, () => 0.4],
    ['an objective of 100 %', { objective: 1 }, () => 0.4],
  ])('does not know with %s', async (_, own, ratioAt) => {
    const { find, read } = setUp(ratioAt);
    expect((await find(own)).onset).toEqual({
      kind: 'unknown',
      reason: 'no-data',
    });
    expect(read).toHaveBeenCalledTimes(1);
  });
});
