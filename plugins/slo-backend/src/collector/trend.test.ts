import { SloRecord } from '../store/types';
import { isTrendDue, toTrend, trendRange } from './trend';

const now = Date.parse('2026-05-04T10:00:00Z');
const minute = 60_000;
const records = [{ id: 'lab~a~b' }] as SloRecord[];
const range = trendRange(now);
const scope = { source: 'lab', keyLabels: [] };
const trend = toTrend([], range, records, scope, now);

describe('the trend', () => {
  it('covers thirty days in few steps', () => {
    expect(range.stepSeconds).toBe(43_200);
    expect(range.to * 1000).toBeLessThanOrEqual(now);
    expect(range.to - range.from).toBeGreaterThanOrEqual(29.5 * 86_400);
    expect(trend.points).toBeLessThanOrEqual(62);
  });

  it.each([
    { name: 'is there', after: 0, ids: ['lab~a~b'], due: false },
    { name: 'is an hour old', after: 60 * minute, ids: ['lab~a~b'], due: true },
    { name: 'lacks an SLO', after: minute, ids: ['lab~a~c'], due: true },
    { name: 'has just been asked', after: 1, ids: ['lab~a~c'], due: false },
    {
      name: 'is a step behind',
      after: 43_200_000,
      ids: ['lab~a~b'],
      due: true,
    },
  ])('that $name is due: $due', ({ after, ids, due }) => {
    const known = ids.map(id => ({ id })) as SloRecord[];
    expect(isTrendDue(trend, known, now + after)).toBe(due);
  });

  it('is due where there is none', () => {
    expect(isTrendDue(undefined, [], now)).toBe(true);
  });

  it('has a value for each step, and a gap where there is none', () => {
    const { values } = toTrend(
      [
        {
          labels: { sloth_service: 'a', sloth_slo: 'b' },
          points: [
            [range.from, 0.98765],
            [range.from + range.stepSeconds, NaN],
            [range.to, -1.5],
          ],
        },
      ],
      range,
      [...records, { id: 'lab~x~y' } as SloRecord],
      scope,
      now,
    );
    const own = values['lab~a~b'];
    expect(own).toHaveLength(trend.points);
    expect(own.slice(0, 3)).toEqual([0.988, null, null]);
    expect(own.at(-1)).toBe(-1.5);
    expect(values['lab~x~y'].every(value => value === null)).toBe(true);
  });
});
