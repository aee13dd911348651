import type { Meta, StoryObj } from '@storybook/react-vite';
import { CardSkeleton, ChartSkeleton, TableSkeleton } from './skeletons';

export default { title: 'feedback/Skeletons' } satisfies Meta;

export const Table: StoryObj = {
  render: () => <TableSkeleton label="Loading services" />,
};

export const Card: StoryObj = {
  render: () => <CardSkeleton label="Loading service" />,
};

export const Chart: StoryObj = {
  render: () => <ChartSkeleton label="Loading error rate" />,
};
