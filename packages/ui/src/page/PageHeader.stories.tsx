import type { Meta, StoryObj } from '@storybook/react-vite';
import { RelativeTime } from '../time/RelativeTime';
import { PageHeader } from './PageHeader';

export default {
  component: PageHeader,
  args: { title: 'order-service' },
} satisfies Meta<typeof PageHeader>;
type Story = StoryObj<typeof PageHeader>;

export const TitleOnly: Story = {};

export const Everything: Story = {
  args: {
    state: { state: 'critical', label: 'Burning at 14 ×' },
    breadcrumbs: [
      { label: 'Catalog', href: '/catalog' },
      { label: 'Ordering', href: '/catalog/ordering' },
      { label: 'order-service' },
    ],
    meta: [
      <a key="owner" href="#team">
        ordering-team
      </a>,
      'production',
      <>
        Measured <RelativeTime key="time" at={Date.now() - 40_000} />
      </>,
    ],
    actions: (
      <>
        <button type="button" className="gr-button">
          Silence
        </button>
        <button type="button" className="gr-button gr-button--primary">
          Declare incident
        </button>
      </>
    ),
    tabs: [
      { label: 'Overview', href: '/' },
      { label: 'Objectives', href: '/objectives' },
      { label: 'Timeline', href: '/timeline' },
    ],
  },
};

export const LongTitle: Story = {
  args: {
    title:
      'notification-worker-with-a-name-that-somebody-made-far-too-long-for-any-header',
    state: 'ok',
  },
};
