import fc from 'fast-check';
import { clusterMarks, spreadLabels } from './chartLayout';
import {
  nearestIndex,
  shownRange,
  valueRange,
  valuesWithin,
} from './chartRange';
import { isolatedIndices, limitSeries, maxSeries } from './chartSeries';
import { axisSteps, formatChartValue } from './chartUnits';
import {
  chartSummary,
  cursorWords,
  rangeWords,
  seriesFigures,
} from './chartWords';
import { formatCursorTime, formatTimeTick, localZone } from './timeTicks';
import type { ChartMark } from './types';

const line = (label: string, ...values: (number | null)[]) => ({
  label,
  values,
});

describe('limitSeries', () => {
  const seven = [1, 2, 3, 4, 5, 6, 7].map(peak => line(`s${peak}`, peak, null));

  it('keeps what fits', () => {
    const drawn = limitSeries(seven.slice(0, 3), 'rate');
    expect(drawn.map(({ label, slot }) => [label, slot])).toEqual([
      ['s1', 0],
      ['s2', 1],
      ['s3', 2],
    ]);
  });

  it('keeps the highest in their order and collects the rest', () => {
    const drawn = limitSeries(seven, 'rate');
    expect(drawn.map(({ label }) => label)).toEqual([
      's3',
      's4',
      's5',
      's6',
      's7',
      'Sum of 2 others',
    ]);
    expect(drawn[maxSeries]).toMatchObject({
      values: [3, null],
    });
    expect(drawn[maxSeries].slot).toBeUndefined();
    expect(limitSeries(seven.slice(1), 'rate')[maxSeries].label).toBe('s2');
    expect(limitSeries(seven, 'seconds')[maxSeries]).toMatchObject({
      label: 'Mean of 2 others',
      values: [1.5, null],
    });
  });

  it('never drops a line that has a state', () => {
    const [lowest, ...others] = seven;
    const drawn = limitSeries(
      [{ ...lowest, state: 'critical' }, ...others],
      'rate',
    );
    expect(drawn[0]).toMatchObject({ label: 's1', state: 'critical' });
  });

  it('finds samples that a line would not show', () => {
    expect(isolatedIndices([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(isolatedIndices([null])).toEqual([]);
    expect(isolatedIndices([1])).toEqual([0]);
  });
});

describe('valueRange', () => {
  it('starts at zero unless told otherwise', () => {
    expect(valueRange([line('a', 2, 10)], [], 'zero')).toEqual([0, 10.8]);
    expect(valueRange([line('a', 2, 12)], [], 'data')).toEqual([1.2, 12.8]);
    expect(valueRange([line('a', -5, 5)], [], 'zero')).toEqual([-5.8, 5.8]);
  });

  it('holds a near threshold, and leaves one out that would flatten the lines', () => {
    const near = [{ label: 'page', value: 14.4 }];
    expect(valueRange([line('a', 10)], near, 'zero')[1]).toBeGreaterThan(14.4);
    expect(valueRange([line('a', 1)], near, 'zero')[1]).toBeLessThan(2);
    expect(valueRange([], near, 'zero')[1]).toBeGreaterThan(14.4);
  });

  it('always has a span and all values in it', () => {
    const sample = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
      nil: null,
    });
    fc.assert(
      fc.property(
        fc.array(sample),
        fc.constantFrom('zero' as const, 'data' as const),
        (values, yFrom) => {
          const [low, high] = valueRange([{ label: 'a', values }], [], yFrom);
          expect(low).toBeLessThan(high);
          for (const value of values.filter(one => one !== null)) {
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high);
          }
        },
      ),
      { examples: [[[-Number.MIN_VALUE], 'data']] },
    );
  });
});

describe('nearestIndex', () => {
  it('is the same as looking at all', () => {
    const times = fc
      .uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 })
      .map(values => values.sort((one, other) => one - other));
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: -10, max: 1_010 }),
        (values, time) => {
          const distances = values.map(value => Math.abs(value - time));
          const found = nearestIndex(values, time);
          expect(distances[found]).toBe(Math.min(...distances));
        },
      ),
    );
    expect(nearestIndex([], 5)).toBe(-1);
  });

  it('gives the samples of a range, both ends with it', () => {
    const times = [10, 20, 30, 40];
    const values = [1, null, 3, 4];
    expect(valuesWithin(times, values, { from: 20, to: 30 })).toEqual([
      null,
      3,
    ]);
    expect(valuesWithin(times, values, { from: 41, to: 90 })).toEqual([]);
    expect(valuesWithin(times, values, undefined)).toBe(values);
  });

  it('shows the time asked for, else that of the data', () => {
    expect(shownRange([10, 20], undefined)).toEqual({ from: 10, to: 20 });
    expect(shownRange([10, 20], { from: 12, to: 14 })).toEqual({
      from: 12,
      to: 14,
    });
    expect(shownRange([10], undefined)).toEqual({ from: 10, to: 11 });
    expect(shownRange([], undefined)).toEqual({ from: 0, to: 1 });
  });
});

describe('layout', () => {
  const mark = (at: number): ChartMark => ({
    at,
    label: `${at}`,
    kind: 'deploy',
  });

  it('joins marks that are too close and leaves out those not shown', () => {
    const clusters = clusterMarks(
      [mark(50), mark(10), mark(14), mark(900)],
      at => (at > 100 ? undefined : at),
      16,
    );
    expect(
      clusters.map(({ left, marks }) => [left, marks.map(({ at }) => at)]),
    ).toEqual([
      [10, [10, 14]],
      [50, [50]],
    ]);
  });

  it('spreads labels so that none overlaps or leaves the plot', () => {
    expect(spreadLabels([50, 10], 16, 100)).toEqual([50, 10]);
    expect(spreadLabels([50, 52, 51], 16, 100)).toEqual([50, 82, 66]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 250, noNaN: true }), {
          maxLength: 6,
        }),
        tops => {
          const placed = spreadLabels(tops, 16, 200).sort((a, b) => a - b);
          const gaps = placed.slice(1).map((top, index) => top - placed[index]);
          expect(placed.every(top => top >= 0 && top <= 200 - 16)).toBe(true);
          expect(gaps.every(gap => gap >= 16 - 1e-9)).toBe(true);
        },
      ),
    );
  });
});

describe('words', () => {
  it.each([
    ['ratio', 0.0123, '1.23 %'],
    ['percent', 12.5, '12.5 %'],
    ['rate', 12, '12 /s'],
    ['seconds', 0.25, '250 ms'],
    ['count', 12_300, '12.3k'],
    ['bytes', 2_048, '2 KiB'],
    ['rate', null, '–'],
  ] as const)('%s %p is %s', (unit, value, text) => {
    expect(formatChartValue(unit, value)).toBe(text);
  });

  it('steps in round numbers, and in powers of two for bytes', () => {
    expect(axisSteps('rate')).toEqual(
      expect.arrayContaining([0.1, 0.2, 0.5, 1, 20]),
    );
    expect(axisSteps('bytes')).toContain(1_048_576);
  });

  it('gives the figures and a sentence', () => {
    const series = [line('Errors', 1, null, 4, 1), line('Idle', null)];
    expect(seriesFigures(series[0])).toEqual({
      latest: 1,
      mean: 2,
      highest: 4,
    });
    expect(chartSummary(series, 'count')).toBe(
      'Errors is at 1, at most 4; Idle has no data.',
    );
    expect(chartSummary([], 'count')).toBe('No data.');
    expect(chartSummary([line('a', 3, null)], 'count')).toBe(
      'a has no latest value, at most 3.',
    );
  });

  it('says what is under the cursor', () => {
    const at = (text: string) => Date.parse(text) / 1_000;
    const options = {
      series: [line('Errors', 1, null)],
      timestamps: [at('2026-07-04T10:00:00'), at('2026-07-04T16:00:00')],
      unit: 'count' as const,
    };
    expect(cursorWords({ ...options, index: 0 })).toBe('10:00: Errors 1');
    expect(cursorWords({ ...options, index: 1 })).toBe('16:00: Errors no data');
    expect(cursorWords({ ...options, index: 7 })).toBe('');
  });

  it('says which time is selected or shown, and how to go on', () => {
    const at = (text: string) => Date.parse(text) / 1_000;
    const range = {
      from: at('2026-07-04T10:00:00'),
      to: at('2026-07-04T10:45:00'),
    };
    const span = 7_200;
    expect(rangeWords({ selection: range, range: undefined, span })).toBe(
      'Selected 10:00 to 10:45. Enter shows it.',
    );
    expect(rangeWords({ selection: undefined, range, span })).toBe(
      'Showing 10:00 to 10:45. Backspace shows all.',
    );
    expect(rangeWords({ selection: undefined, range: undefined, span })).toBe(
      '',
    );
  });

  it('writes times in the local zone', () => {
    const seconds = (text: string) => new Date(text).getTime() / 1_000;
    expect(formatTimeTick(seconds('2026-07-04T14:05:00'), 300)).toBe('14:05');
    expect(formatTimeTick(seconds('2026-07-04T14:05:30'), 30)).toBe('14:05:30');
    expect(formatTimeTick(seconds('2026-07-04T00:00:00'), 300)).toBe('4 Jul');
    expect(formatTimeTick(seconds('2026-07-04T12:00:00'), 86_400)).toBe(
      '4 Jul',
    );
    expect(formatCursorTime(seconds('2026-07-04T14:05:00'), 7 * 86_400)).toBe(
      '4 Jul, 14:05',
    );
    expect(localZone()).not.toBe('');
  });
});
