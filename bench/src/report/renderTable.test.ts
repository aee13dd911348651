import { judge } from './judge';
import { renderTable } from './renderTable';

describe('renderTable', () => {
  it('says goal, both medians, ratio and verdict of each line', () => {
    const lines = [
      judge({
        what: 'landing page, warm',
        unit: 'ms',
        ours: [300, 310, 290],
        theirs: [600, 600, 600],
        goal: { kind: 'ratio-at-most', limit: 0.6 },
      }),
      judge({
        what: 'memory, idle',
        unit: 'MB',
        ours: [460],
        goal: { kind: 'at-most', limit: 450 },
      }),
      judge({ what: 'reads', unit: 'ms', ours: [2.25], theirs: [4.5] }),
    ];
    expect(renderTable(lines, 'stock').split('\n')).toEqual([
      '|                    | goal     | ours   | stock  | ratio  | verdict         |',
      '| ------------------ | -------- | ------ | ------ | ------ | --------------- |',
      '| landing page, warm | ≤ 0.6 ×  | 300 ms | 600 ms | 0.50 × | holds           |',
      '| memory, idle       | ≤ 450 MB | 460 MB |        |        | missed          |',
      '| reads              |          | 2.3 ms | 4.5 ms | 0.50 × | for information |',
    ]);
  });
});
