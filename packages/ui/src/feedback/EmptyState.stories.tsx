import type { Meta, StoryObj } from '@storybook/react-vite';
import { EmptyState } from './EmptyState';

export default { component: EmptyState } satisfies Meta<typeof EmptyState>;
type Story = StoryObj<typeof EmptyState>;

export const WithAction: Story = {
  args: {
    title: 'No objectives yet',
    description:
      'An objective says how often a service may fail. They come from slo/slo.yaml in each repository.',
    action: (
      <a className="gr-button gr-button--primary" href="#docs">
        Write the first objective
      </a>
    ),
  },
};

export const WithoutAction: Story = {
  args: {
    title: 'Nothing has happened',
    description: 'Deploys, alerts and incidents of the last day appear here.',
  },
};
