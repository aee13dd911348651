import { judge } from './judge';
import type { Goal, Measurement } from './types';

function measured(
  ours: number[],
  theirs: number[] | undefined,
  goal?: Goal,
): Measurement {
  return { what: 'a page', unit: 'ms', ours, theirs, goal };
}

const atMostHalf: Goal = { kind: 'ratio-at-most', limit: 0.5 };
const atLeastTen: Goal = { kind: 'ratio-at-least', limit: 10 };
const atMost450: Goal = { kind: 'at-most', limit: 450 };

describe('judge', () => {
  it.each<[string, Measurement, string]>([
    ['reached exactly', measured([50], [100], atMostHalf), 'holds'],
    ['missed by little', measured([51], [100], atMostHalf), 'missed'],
    ['at least, reached', measured([1000], [100], atLeastTen), 'holds'],
    ['at least, missed', measured([999], [100], atLeastTen), 'missed'],
    ['a value, reached', measured([450], undefined, atMost450), 'holds'],
    ['a value, missed', measured([450.1], undefined, atMost450), 'missed'],
    ['nothing to compare', measured([1], undefined, atMostHalf), 'missed'],
    ['nothing by nothing', measured([0], [0], atMostHalf), 'missed'],
    ['no goal', measured([1], [2]), 'for information'],
  ])('%s', (_, measurement, verdict) => {
    expect(judge(measurement).verdict).toBe(verdict);
  });

  it('compares medians, not single runs', () => {
    const line = judge(measured([10, 20, 900], [100, 1, 50], atMostHalf));
    expect(line).toMatchObject({ ours: 20, theirs: 50, ratio: 0.4 });
    expect(line.verdict).toBe('holds');
  });
});
