import type { Meta, StoryObj } from '@storybook/react-vite';
import { ErrorPanel } from './ErrorPanel';

export default {
  component: ErrorPanel,
  args: { title: 'Services could not be loaded', onRetry: () => {} },
} satisfies Meta<typeof ErrorPanel>;
type Story = StoryObj<typeof ErrorPanel>;

export const Unavailable: Story = {
  args: {
    error: {
      name: 'ServiceUnavailableError',
      message: 'The catalog did not answer within 5 s.',
      requestId: '8f2c1d7e-5b1a-4f0e',
    },
  },
};

export const NotAllowed: Story = {
  args: {
    error: {
      name: 'NotAllowedError',
      message: 'Only owners may see this service.',
    },
    onRetry: undefined,
  },
};

export const Offline: Story = {
  args: { error: new TypeError('Failed to fetch') },
};

export const WithoutReason: Story = { args: { error: undefined } };

export const LongText: Story = {
  args: {
    error: new Error(`Unexpected answer: ${'0123456789abcdef'.repeat(20)}`),
  },
};
