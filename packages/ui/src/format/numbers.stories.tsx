import type { Meta, StoryObj } from '@storybook/react-vite';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatOneIn,
  formatPercent,
  formatRate,
} from './numbers';

export default { title: 'format/Numbers' } satisfies Meta;

const lines: Array<[kind: string, texts: string[]]> = [
  [
    'Durations',
    [250, 1_200, 90_000, 15_120_000, 273_600_000].map(formatDuration),
  ],
  ['Ratios', [0.998795, 0.999, 0.5, 0.0012].map(one => formatPercent(one))],
  ['One in', [0.0012048, 0.25, 0].map(formatOneIn)],
  ['Rates', [0.2, 12.3, 1_234].map(formatRate)],
  ['Counts', [842, 9_310, 12_340, 4_100_000].map(formatCount)],
  ['Bytes', [512, 1_572_864, 8_589_934_592].map(formatBytes)],
  ['Missing', [undefined, Number.NaN].map(formatRate)],
];

export const InWords: StoryObj = {
  render: () => (
    <dl>
      {lines.map(([kind, texts]) => (
        <div key={kind}>
          <dt>{kind}</dt>
          <dd className="gr-numbers">{texts.join('  ·  ')}</dd>
        </div>
      ))}
    </dl>
  ),
};
