import type { ChartMark } from './types';

/** Marks that are too close to be told apart, at their common place. */
export type MarkCluster = { left: number; marks: ChartMark[] };

/**
 * Puts marks on the axis; those closer than `minGap` px become one.
 * @param toLeft place of a unix time in px, or undefined if it is not shown
 */
export function clusterMarks(
  marks: readonly ChartMark[],
  toLeft: (at: number) => number | undefined,
  minGap: number,
): MarkCluster[] {
  const clusters: MarkCluster[] = [];
  for (const mark of [...marks].sort((one, other) => one.at - other.at)) {
    const left = toLeft(mark.at);
    const last = clusters[clusters.length - 1];
    if (left === undefined) {
      continue;
    }
    if (last && left - last.left < minGap) {
      last.marks.push(mark);
    } else {
      clusters.push({ left, marks: [mark] });
    }
  }
  return clusters;
}

/**
 * Moves labels apart that would overlap, as little as needed, inside
 * `0 … height`. Comes back in the order given.
 * @param tops wished place of each label's top edge in px
 */
export function spreadLabels(
  tops: readonly number[],
  lineHeight: number,
  height: number,
): number[] {
  const order = tops
    .map((top, index) => ({ top, index }))
    .sort((one, other) => one.top - other.top);
  let floor = 0;
  for (const label of order) {
    label.top = Math.max(label.top, floor);
    floor = label.top + lineHeight;
  }
  let ceiling = Math.max(height, order.length * lineHeight) - lineHeight;
  for (const label of [...order].reverse()) {
    label.top = Math.min(label.top, ceiling);
    ceiling = label.top - lineHeight;
  }
  const placed: number[] = [];
  order.forEach(({ top, index }) => {
    placed[index] = top;
  });
  return placed;
}
