import type { Meta, StoryObj } from '@storybook/react-vite';
import { sampleValues } from '../testing/sampleSeries';
import { Sparkline } from './Sparkline';

export default {
  component: Sparkline,
  args: { label: 'Errors, last hour', width: 160, height: 32 },
} satisfies Meta<typeof Sparkline>;
type Story = StoryObj<typeof Sparkline>;

export const Plain: Story = { args: { values: sampleValues(60, 4) } };
export const WithGap: Story = {
  args: { values: sampleValues(60, 4, [20, 30]) },
};
export const WithThreshold: Story = {
  args: { values: sampleValues(60, 4), threshold: 6 },
};
export const NearOne: Story = {
  args: {
    values: sampleValues(60, 0.001).map(value => 1 - (value ?? 0)),
    fromZero: false,
  },
};
export const Flat: Story = { args: { values: [0, 0, 0, 0] } };
export const LoneSamples: Story = {
  args: { values: [3, null, null, 5, null, 4] },
};
export const NoData: Story = { args: { values: [] } };
