import type { Line } from './judge';
import type { Goal } from './types';

/** The lines as a table for a terminal, which is also one in Markdown. */
export function renderTable(
  lines: readonly Line[],
  comparedWith: string,
): string {
  const rows = [
    ['', 'goal', 'ours', comparedWith, 'ratio', 'verdict'],
    ...lines.map(line => [
      line.what,
      line.goal ? goalText(line.goal, line.unit) : '',
      amount(line.ours, line.unit),
      line.theirs === undefined ? '' : amount(line.theirs, line.unit),
      line.ratio === undefined ? '' : `${line.ratio.toFixed(2)} ×`,
      line.verdict,
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(3, ...rows.map(row => row[column].length)),
  );
  const rule = widths.map(width => '-'.repeat(width));
  return [rows[0], rule, ...rows.slice(1)]
    .map(
      row =>
        `| ${row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join(' | ')} |`,
    )
    .join('\n');
}

function goalText(goal: Goal, unit: Line['unit']): string {
  switch (goal.kind) {
    case 'ratio-at-most':
      return `≤ ${goal.limit} ×`;
    case 'ratio-at-least':
      return `≥ ${goal.limit} ×`;
    default:
      return `≤ ${goal.limit} ${unit}`;
  }
}

function amount(value: number, unit: Line['unit']): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0;
  return `${value.toFixed(digits)} ${unit}`;
}
