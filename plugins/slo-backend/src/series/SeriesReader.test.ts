import { UpstreamError } from '@goreliable/upstream';
import { Slo } from '@goreliable/plugin-slo-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { MetricsSource } from '../ports';
import { Patience } from './patience';
import { SeriesReader } from './SeriesReader';

const hour = 3_600;
const start = 1_777_888_800;

const slo: Slo = {
  id: 'lab~a~b',
  source: 'lab',
  service: 'a',
  name: 'b',
  objective: 0.99,
  periodDays: 30,
  windows: [
    { window: '5m', seconds: 300, condition: 'measured', errorRatio: 0 },
    { window: '1h', seconds: hour, condition: 'measured', errorRatio: 0 },
    {
      window: '30d',
      seconds: 720 * hour,
      condition: 'measured',
      errorRatio: 0,
    },
  ],
  owners: [],
  state: 'ok',
  reason: { code: 'within-objective' },
};
const fresh: SourceStatus = { name: 'lab', state: 'fresh' };

/** Nobody waits; the tests say when time has passed. */
const impatient: Patience = { shortMs: 0, longMs: 0 };

function setUp(patience?: Patience) {
  const clock = { seconds: start };
  const queryRange = jest.fn<
    ReturnType<MetricsSource['queryRange']>,
    Parameters<MetricsSource['queryRange']>
  >(async ({ range }) => {
    const points: [number, number][] = [];
    for (let at = range.from; at <= range.to; at += range.stepSeconds) {
      points.push([at, at === start - hour ? NaN : at / 1e12]);
    }
    return {
      warnings: [],
      samples: [
        { labels: { __name__: 'slo:sli_error:ratio_rate5m' }, points },
        {
          labels: { __name__: 'slo:period_error_budget_remaining:ratio' },
          points: points.map(([at]) => [at, 0.5]),
        },
      ],
    };
  });
  const source: MetricsSource = {
    name: 'lab',
    query: jest.fn(),
    queryRange,
  };
  const scoped = { source, scope: { keyLabels: [], matchers: {} } };
  return {
    clock,
    queryRange,
    reader: new SeriesReader(
      new Map([['lab', scoped]]),
      () => clock.seconds * 1000,
      patience,
    ),
  };
}

const lastHours = (hours: number, to = start) => ({
  from: to - hours * hour,
  to,
});

describe('SeriesReader', () => {
  it('gives a value for each step and null for what is no number', async () => {
    const { reader } = setUp();
    const series = await reader.read(slo, fresh, lastHours(2));
    expect(series.stepSeconds).toBe(15);
    expect(series.timestamps[0]).toBe(start - 2 * hour);
    expect(series.timestamps.at(-1)).toBe(start);
    expect(series.errorRatio.window).toBe('5m');
    series.timestamps.forEach((at, index) => {
      expect(series.errorRatio.values[index]).toBe(
        at === start - hour ? null : at / 1e12,
      );
      expect(series.budgetRemaining[index]).toBe(0.5);
    });
    expect(series.coverage).toBeCloseTo(480 / 481, 9);
    expect(series.sources).toEqual([fresh]);
  });

  it('never asks for more points than a store gives, nor for the future', async () => {
    const { reader, queryRange } = setUp();
    for (const hours of [1, 5, 24, 7 * 24, 30 * 24, 400 * 24]) {
      await reader.read(slo, fresh, lastHours(hours));
    }
    for (const [{ range }] of queryRange.mock.calls) {
      expect((range.to - range.from) / range.stepSeconds).toBeLessThan(1_000);
      expect(range.to).toBeLessThanOrEqual(start);
    }
  });

  it('asks for the past once, and for the present again', async () => {
    const { reader, queryRange, clock } = setUp();
    const past = lastHours(2, start - 10 * hour);
    await reader.read(slo, fresh, past);
    await reader.read(slo, fresh, past);
    clock.seconds += 60;
    await reader.read(slo, fresh, past);
    expect(queryRange).toHaveBeenCalledTimes(1);
    await reader.read(slo, fresh, lastHours(2, clock.seconds));
    await reader.read(slo, fresh, lastHours(2, clock.seconds));
    expect(queryRange).toHaveBeenCalledTimes(2);
    clock.seconds += 60;
    await reader.read(slo, fresh, lastHours(2, clock.seconds));
    expect(queryRange).toHaveBeenCalledTimes(3);
    const [{ range }] = queryRange.mock.calls[2];
    expect(range.from).toBeGreaterThan(start - hour);
  });

  it('does not take a partial answer for the past', async () => {
    const { reader, queryRange, clock } = setUp();
    queryRange.mockResolvedValueOnce({ samples: [], warnings: ['half of it'] });
    const past = lastHours(2, start - 10 * hour);
    const partial = await reader.read(slo, fresh, past);
    expect(partial.warnings).toEqual([
      { source: 'lab', message: 'half of it' },
    ]);
    expect(partial.coverage).toBe(0);
    // Whoever looks next is shown the same, and told the same.
    const { warnings, coverage } = await reader.read(slo, fresh, past);
    expect({ warnings, coverage }).toEqual({
      warnings: partial.warnings,
      coverage: 0,
    });
    expect(queryRange).toHaveBeenCalledTimes(1);
    clock.seconds += 60;
    expect((await reader.read(slo, fresh, past)).coverage).toBeGreaterThan(0.9);
  });

  it('asks once for two who look at the same time', async () => {
    const { reader, queryRange } = setUp();
    await Promise.all([
      reader.read(slo, fresh, lastHours(2)),
      reader.read(slo, fresh, lastHours(2)),
    ]);
    expect(queryRange).toHaveBeenCalledTimes(1);
  });

  it('gives out what it has while the source is down, without asking', async () => {
    const { reader, queryRange } = setUp();
    const down: SourceStatus = {
      name: 'lab',
      state: 'unreachable',
      error: 'refused',
    };
    await reader.read(slo, fresh, lastHours(2));
    const shown = await reader.read(slo, down, lastHours(2));
    expect(shown.coverage).toBeGreaterThan(0.9);
    expect(shown.sources).toEqual([down]);
    const unknown = await reader.read(slo, down, lastHours(24));
    expect(unknown.coverage).toBe(0);
    expect(queryRange).toHaveBeenCalledTimes(1);
  });

  it('says why there are gaps when the source fails right now', async () => {
    const { reader, queryRange } = setUp();
    queryRange.mockRejectedValueOnce(
      new UpstreamError({
        kind: 'timeout',
        system: 'lab',
        operation: 'read',
        reason: 'no answer',
      }),
    );
    const series = await reader.read(slo, fresh, lastHours(2));
    expect(series.coverage).toBe(0);
    expect(series.sources).toEqual([
      {
        name: 'lab',
        state: 'unreachable',
        error: expect.stringContaining('no answer'),
      },
    ]);
  });

  describe('while the source does not answer', () => {
    const never = () => new Promise<never>(() => {});

    it('shows what is kept, with its age, and takes what comes later', async () => {
      const { reader, queryRange, clock } = setUp(impatient);
      // The first one gets nothing in no time, but is asked for.
      await reader.read(slo, fresh, lastHours(2));
      await new Promise(resolve => setImmediate(resolve));
      clock.seconds += 30;
      queryRange.mockImplementationOnce(never);
      const asked = queryRange.mock.calls.length;
      const shown = await reader.read(slo, fresh, lastHours(2));
      expect(queryRange).toHaveBeenCalledTimes(asked + 1);
      expect(shown.coverage).toBeGreaterThan(0.9);
      expect(shown.sources).toEqual([
        {
          name: 'lab',
          state: 'fresh',
          asOf: new Date(start * 1000).toISOString(),
          error: expect.stringContaining('has not answered yet'),
        },
      ]);
      clock.seconds += 60;
      const later = await reader.read(slo, fresh, lastHours(2));
      expect(later.sources).toMatchObject([{ state: 'stale' }]);
    });

    it('says why there are gaps where nothing is kept', async () => {
      const { reader, queryRange } = setUp(impatient);
      queryRange.mockImplementation(never);
      const shown = await reader.read(slo, fresh, lastHours(2));
      expect(shown.coverage).toBe(0);
      expect(shown.sources).toEqual([
        {
          name: 'lab',
          state: 'unreachable',
          error: expect.stringContaining('has not answered yet'),
        },
      ]);
    });

    it('lets nobody wait for long once the source is known to be slow', async () => {
      const { reader, queryRange, clock } = setUp({
        shortMs: 0,
        longMs: 3_600_000,
      });
      queryRange.mockImplementation(never);
      const first = new AbortController();
      const waiting = reader.read(slo, fresh, lastHours(2), first.signal);
      clock.seconds += 3_600;
      const other = await reader.read(slo, fresh, lastHours(24));
      expect(other.sources).toMatchObject([{ state: 'unreachable' }]);
      first.abort(new Error('The client has left'));
      await expect(waiting).rejects.toThrow('The client has left');
    });

    it('waits for computations, which are no good with gaps', async () => {
      const { reader } = setUp(impatient);
      const range = { from: start - hour, to: start, stepSeconds: 15 };
      const series = await reader.readRange(slo, fresh, range);
      expect(series.coverage).toBeGreaterThan(0.9);
      expect(series.sources).toEqual([fresh]);
    });
  });

  it('stops asking when the reader leaves', async () => {
    const { reader, queryRange } = setUp();
    let shared: AbortSignal | undefined;
    queryRange.mockImplementationOnce(({ signal }) => {
      shared = signal;
      return new Promise(() => {});
    });
    const controller = new AbortController();
    const reading = reader.read(slo, fresh, lastHours(2), controller.signal);
    await Promise.resolve();
    controller.abort(new Error('The client has left'));
    await expect(reading).rejects.toThrow('The client has left');
    expect(shared?.aborted).toBe(true);
  });

  it('has nothing of an SLO whose source is not configured any more', async () => {
    const { reader } = setUp();
    const series = await reader.read(
      { ...slo, source: 'gone' },
      { name: 'gone', state: 'stale' },
      lastHours(2),
    );
    expect(series.coverage).toBe(0);
  });
});
