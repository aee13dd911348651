import type { Meta, StoryObj } from '@storybook/react-vite';
import { FreshnessBanner } from './FreshnessBanner';

const ago = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

export default {
  component: FreshnessBanner,
  args: { onRetry: () => {} },
} satisfies Meta<typeof FreshnessBanner>;
type Story = StoryObj<typeof FreshnessBanner>;

export const Fresh: Story = {
  args: { sources: [{ name: 'Prometheus', state: 'fresh', asOf: ago(0) }] },
};

export const Stale: Story = {
  args: { sources: [{ name: 'Prometheus', state: 'stale', asOf: ago(42) }] },
};

export const Unreachable: Story = {
  args: {
    sources: [
      {
        name: 'Prometheus',
        state: 'unreachable',
        asOf: ago(12),
        error: 'The connection was refused.',
      },
    ],
  },
};

export const NeverAnswered: Story = {
  args: { sources: [{ name: 'Argo CD', state: 'unreachable' }] },
};

export const Several: Story = {
  args: {
    sources: [
      {
        name: 'Prometheus eu-west',
        state: 'unreachable',
        asOf: ago(3),
        error: 'No answer within 5 s.',
      },
      { name: 'Prometheus us-east', state: 'stale', asOf: ago(200) },
      { name: 'Alertmanager', state: 'fresh', asOf: ago(0) },
    ],
  },
};

export const WithoutRetry: Story = {
  args: {
    sources: [{ name: 'Gitea', state: 'stale', asOf: ago(60 * 30) }],
    onRetry: undefined,
  },
};
