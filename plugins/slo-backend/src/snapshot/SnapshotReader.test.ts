import { LastReview, SloIndicator } from '@goreliable/plugin-slo-common';
import { SloRecord, SourceRecord } from '../store/types';
import { SnapshotReader } from './SnapshotReader';

const start = Date.parse('2026-05-04T10:00:00Z');
const settings = {
  staleAfterMs: 180_000,
  forgetAfterMs: 1,
  alertWindows: new Map(),
};

const slo: SloRecord = {
  id: 'lab~a~b',
  key: { source: 'lab', service: 'a', name: 'b' },
  objective: 0.99,
  periodDays: 30,
  windows: [
    { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0 },
  ],
  sampleAtMs: start - 1_000,
  state: 'ok',
  reason: { code: 'within-objective' },
  sinceMs: start,
};
const record: SourceRecord = {
  name: 'lab',
  attemptedAtMs: start,
  asOfMs: start,
  warnings: [],
  slos: [slo],
};

function setUp() {
  const clock = { ms: start };
  const state = {
    revision: '1',
    records: [record],
    reviews: new Map<string, LastReview>(),
    indicators: new Map<string, SloIndicator>(),
  };
  const revision = jest.fn(async () => state.revision);
  const sources = jest.fn(async () => state.records);
  const onError = jest.fn();
  const reader = new SnapshotReader({
    store: { revision, sources },
    reviews: {
      revision: async () => String(state.reviews.size),
      lastReviews: async () => state.reviews,
    },
    indicators: {
      revision: async () => String(state.indicators.size),
      indicators: async () => state.indicators,
    },
    specs: { revision: async () => '0', files: async () => [] },
    sourceNames: ['lab'],
    settings,
    now: () => clock.ms,
    onError,
  });
  return { clock, state, revision, sources, onError, reader };
}

/** Resolves when what goes on in the background has had turns enough. */
async function settled() {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 0));
  }
}

describe('SnapshotReader', () => {
  it('shows what an SLO measures as soon as it is known', async () => {
    const { reader, state } = setUp();
    await reader.snapshot();
    const indicator: SloIndicator = {
      kind: 'latency',
      thresholdSeconds: 0.3,
      noun: 'requests',
    };
    state.indicators.set('lab~a~b', indicator);
    const after = await reader.refresh();
    expect(after.slo('lab~a~b')).toMatchObject({ indicator });
  });

  it('shows a review as soon as it is recorded', async () => {
    const { reader, state } = setUp();
    const before = await reader.snapshot();
    expect(before.slo('lab~a~b')).not.toHaveProperty('review');
    const review: LastReview = {
      decision: 'keep',
      decidedAt: '2026-05-04T10:00:00.000Z',
      nextReviewOn: '2026-08-04',
    };
    state.reviews.set('lab~a~b', review);
    const after = await reader.refresh();
    expect(after.slo('lab~a~b')?.review).toEqual(review);
  });

  it('reads once for many who ask at once', async () => {
    const { reader, sources } = setUp();
    const all = await Promise.all([1, 2, 3].map(() => reader.snapshot()));
    expect(new Set(all).size).toBe(1);
    expect(sources).toHaveBeenCalledTimes(1);
  });

  it('serialises and compresses once for as long as nothing changes', async () => {
    const { reader, clock, sources, revision } = setUp();
    const first = (await reader.snapshot()).whole();
    clock.ms += 3_000;
    await reader.snapshot();
    await settled();
    expect(revision).toHaveBeenCalledTimes(2);
    expect((await reader.snapshot()).whole()).toBe(first);
    expect(first.body('gzip')).toBe(first.body('gzip'));
    expect(sources).toHaveBeenCalledTimes(1);
  });

  it('lets nobody wait for what another replica has stored', async () => {
    const { reader, clock, state } = setUp();
    const first = await reader.snapshot();
    state.revision = '2';
    state.records = [{ ...record, slos: [] }];
    clock.ms += 1_500;
    expect(await reader.snapshot()).toBe(first);
    await settled();
    expect((await reader.snapshot()).overview.slos).toEqual([]);
  });

  it('puts a new one in place of the old when it is ready for those who look', async () => {
    const { reader, clock, state } = setUp();
    const first = await reader.snapshot();
    await first.whole().body('br');
    clock.ms += 500;
    await reader.snapshot();
    state.revision = '2';
    clock.ms += 1_000;
    expect(await reader.snapshot()).toBe(first);
    const second = await reader.refresh();
    expect(second).not.toBe(first);
    expect(second.whole().asked).toEqual(['br']);
  });

  it('makes nothing ready when nobody looks', async () => {
    const { reader, clock, state } = setUp();
    const first = await reader.snapshot();
    await first.whole().body('br');
    state.revision = '2';
    clock.ms += 30_000;
    expect((await reader.refresh()).whole().asked).toEqual([]);
  });

  it('says for how long a snapshot is the one to give out', async () => {
    const { reader, clock, state } = setUp();
    const first = await reader.snapshot();
    expect(reader.isCurrent(first)).toBe(true);
    clock.ms += 999;
    expect(reader.isCurrent(first)).toBe(true);
    clock.ms += 1;
    expect(reader.isCurrent(first)).toBe(false);
    expect(await reader.refresh()).toBe(first);
    expect(reader.isCurrent(first)).toBe(true);
    state.revision = '2';
    const second = await reader.refresh();
    expect(reader.isCurrent(first)).toBe(false);
    expect(reader.isCurrent(second)).toBe(true);
    clock.ms = start + 179_001;
    await reader.refresh();
    expect(reader.isCurrent(second)).toBe(false);
  });

  it('looks again for who has changed something while it looked', async () => {
    const { reader, state, revision } = setUp();
    await reader.snapshot();
    let answer = (_: string) => {};
    revision.mockImplementationOnce(
      () => new Promise(resolve => (answer = resolve)),
    );
    const looking = reader.refresh();
    await settled();
    state.revision = '2';
    state.records = [{ ...record, slos: [] }];
    const changed = reader.refresh();
    answer('1');
    expect((await looking).overview.slos).toHaveLength(1);
    expect((await changed).overview.slos).toEqual([]);
  });

  it('does not give out after a pause what lay around', async () => {
    const { reader, clock, state } = setUp();
    await reader.snapshot();
    state.revision = '2';
    state.records = [{ ...record, slos: [] }];
    clock.ms += 60_000;
    expect((await reader.snapshot()).overview.slos).toEqual([]);
  });

  it('lets samples grow stale though nobody collects', async () => {
    const { reader, clock } = setUp();
    const { overview } = await reader.snapshot();
    expect(overview.slos[0].state).toBe('ok');
    expect(overview.sources[0].state).toBe('fresh');
    clock.ms = start + 179_001;
    const later = (await reader.snapshot()).overview;
    expect(later.slos[0]).toMatchObject({
      state: 'stale',
      since: new Date(start + 179_000).toISOString(),
    });
    clock.ms = start + 180_001;
    expect((await reader.snapshot()).overview.sources[0].state).toBe('stale');
  });

  it('goes on with what it knows while the database is away', async () => {
    const { reader, clock, revision, onError } = setUp();
    await reader.snapshot();
    revision.mockRejectedValue(new Error('no connection'));
    clock.ms += 10 * 60_000;
    const { overview } = await reader.snapshot();
    expect(overview.slos[0].state).toBe('stale');
    expect(onError).toHaveBeenCalledWith(new Error('no connection'));
  });

  it('fails only where it knows nothing', async () => {
    const { reader, revision } = setUp();
    revision.mockRejectedValueOnce(new Error('no connection'));
    await expect(reader.snapshot()).rejects.toThrow('no connection');
    expect((await reader.snapshot()).overview.slos).toHaveLength(1);
  });
});
