import type { Meta, StoryObj } from '@storybook/react-vite';
import {
  sampleStart,
  sampleTimestamps,
  sampleValues,
} from '../testing/sampleSeries';
import { TimeSeriesChart } from './TimeSeriesChart';

const count = 180;
const marks = [
  {
    at: sampleStart + 2_400,
    label: 'Deploy 3f2a91c',
    kind: 'deploy',
    href: '/d',
  },
  {
    at: sampleStart + 6_000,
    label: 'Config changed',
    kind: 'config',
    href: '/c',
  },
  { at: sampleStart + 6_030, label: 'SLO burns', kind: 'alert', href: '/a' },
  {
    at: sampleStart + 9_000,
    label: 'Incident 12',
    kind: 'incident',
    href: '/i',
  },
];

export default {
  component: TimeSeriesChart,
  decorators: [
    Story => (
      // Charts stand on cards.
      <div
        style={{
          padding: 16,
          border: '1px solid var(--gr-border)',
          borderRadius: 6,
          background: 'var(--gr-surface)',
        }}
      >
        <Story />
      </div>
    ),
  ],
  args: {
    title: 'Error rate',
    description: 'Share of requests that fail',
    unit: 'ratio',
    timestamps: sampleTimestamps(count),
    series: [{ label: 'order-service', values: sampleValues(count, 0.004) }],
  },
} satisfies Meta<typeof TimeSeriesChart>;
type Story = StoryObj<typeof TimeSeriesChart>;

export const OneLine: Story = {};

export const Thresholds: Story = {
  args: {
    thresholds: [
      { label: 'Ticket', value: 0.003 },
      { label: 'Page', value: 0.05 },
    ],
  },
};

export const WithMarks: Story = { args: { marks } };

export const WithGap: Story = {
  args: {
    series: [
      { label: 'order-service', values: sampleValues(count, 0.004, [60, 90]) },
    ],
  },
};

export const States: Story = {
  args: {
    unit: 'rate',
    series: [
      { label: 'errors', values: sampleValues(count, 3), state: 'critical' },
      { label: 'slow', values: sampleValues(count, 8), state: 'warning' },
      { label: 'good', values: sampleValues(count, 20), state: 'ok' },
    ],
  },
};

export const FiveAndOthers: Story = {
  args: {
    title: 'Requests by route',
    description: undefined,
    unit: 'rate',
    series: Array.from({ length: 9 }, (_, index) => ({
      label: `route-${index + 1}`,
      values: sampleValues(count, 10 + index * 6),
    })),
  },
};

export const SharedCursor: Story = {
  render: args => (
    <div style={{ display: 'grid', gap: 24 }}>
      <TimeSeriesChart {...args} syncKey="page" height={140} />
      <TimeSeriesChart
        {...args}
        title="Latency"
        description="99th percentile"
        unit="seconds"
        series={[{ label: 'p99', values: sampleValues(count, 0.18) }]}
        thresholds={[{ label: 'Objective', value: 0.25 }]}
        syncKey="page"
        height={140}
      />
    </div>
  ),
};

export const NearOne: Story = {
  args: {
    title: 'Availability',
    description: undefined,
    yFrom: 'data',
    series: [
      {
        label: 'order-service',
        values: sampleValues(count, 0.001).map(value => 1 - (value ?? 0)),
      },
    ],
    thresholds: [{ label: 'Objective', value: 0.999 }],
  },
};

export const MemoryInBytes: Story = {
  args: {
    title: 'Resident memory',
    description: undefined,
    unit: 'bytes',
    series: [{ label: 'order-service', values: sampleValues(count, 9e7) }],
  },
};

/** A part of the time, as after dragging over it. */
export const RangeShown: Story = {
  args: {
    marks,
    range: { from: sampleStart + 3_600, to: sampleStart + 7_200 },
    onRangeChange: () => {},
  },
};

/** Too narrow for names beside the plot, wide enough for one. */
export const HalfWidth: Story = {
  decorators: [
    Story => (
      <div style={{ maxWidth: 480 }}>
        <Story />
      </div>
    ),
  ],
  args: {
    unit: 'rate',
    title: 'Requests',
    description: undefined,
    series: [
      { label: 'gateway', values: sampleValues(count, 24) },
      { label: 'order-service', values: sampleValues(count, 9) },
    ],
  },
};

export const NoData: Story = {
  args: { series: [{ label: 'order-service', values: [] }] },
};

export const Narrow: Story = {
  decorators: [
    Story => (
      <div style={{ maxWidth: 340 }}>
        <Story />
      </div>
    ),
  ],
};
