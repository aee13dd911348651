import type { Meta, StoryObj } from '@storybook/react-vite';
import { RelativeTime } from './RelativeTime';

export default { component: RelativeTime } satisfies Meta<typeof RelativeTime>;
type Story = StoryObj<typeof RelativeTime>;

export const JustNow: Story = { args: { at: Date.now() } };
export const MinutesAgo: Story = { args: { at: Date.now() - 4 * 60_000 } };
export const InHours: Story = { args: { at: Date.now() + 2.5 * 3_600_000 } };
export const LongAgo: Story = { args: { at: '2026-01-05T12:00:00Z' } };
export const Never: Story = { args: { at: undefined } };
