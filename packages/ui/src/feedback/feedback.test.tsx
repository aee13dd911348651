import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describeError } from './describeError';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';
import { FreshnessBanner } from './FreshnessBanner';
import { CardSkeleton, ChartSkeleton, TableSkeleton } from './skeletons';

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

describe('FreshnessBanner', () => {
  it('is silent while every source is fresh', () => {
    render(
      <FreshnessBanner
        sources={[{ name: 'Prometheus', state: 'fresh', asOf: minutesAgo(0) }]}
        onRetry={() => {}}
      />,
    );
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('says what is old, since when and why, and retries', async () => {
    const onRetry = jest.fn();
    render(
      <FreshnessBanner
        sources={[
          {
            name: 'Prometheus',
            state: 'unreachable',
            asOf: minutesAgo(12),
            error: 'Connection refused.',
          },
          { name: 'Argo CD', state: 'stale', asOf: minutesAgo(180) },
          { name: 'Gitea', state: 'unreachable' },
          { name: 'NATS', state: 'fresh', asOf: minutesAgo(0) },
        ]}
        onRetry={onRetry}
      />,
    );
    const status = screen.getByRole('status');
    expect(status).toHaveTextContent(
      'Prometheus cannot be reached. You see its answer from 12 m ago. Connection refused.',
    );
    expect(status).toHaveTextContent('Argo CD was last read 3 h ago.');
    expect(status).toHaveTextContent(
      'Gitea cannot be reached and has not answered yet.',
    );
    expect(status).not.toHaveTextContent('NATS');
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});

describe('describeError', () => {
  it.each([
    [
      Object.assign(new Error('outer'), {
        name: 'ResponseError',
        statusCode: 403,
        cause: { name: 'NotAllowedError', message: 'You may not read this.' },
      }),
      'You may not read this.',
      /Ask the owner/,
    ],
    [
      new TypeError('Failed to fetch'),
      'The portal did not answer.',
      /connection/,
    ],
    [{ status: 503, message: 'No replicas.' }, 'No replicas.', /in a moment/],
    [new Error('x is not a function'), 'x is not a function', /Retry/],
    ['plain text', 'plain text', /Retry/],
    [undefined, 'Something failed without saying why.', /Retry/],
  ])('puts %p into words', (error, cause, remedy) => {
    expect(describeError(error).cause).toBe(cause);
    expect(describeError(error).remedy).toMatch(remedy);
  });

  it('speaks of a request id only where there is one', () => {
    expect(describeError({ message: 'x', requestId: 'r-1' }).remedy).toMatch(
      /request id/,
    );
    expect(describeError({ message: 'x' }).remedy).not.toMatch(/request id/);
  });

  it('finds the request id on the error and in the answer', () => {
    expect(describeError({ requestId: 'r-1' }).requestId).toBe('r-1');
    const response = { headers: new Map([['x-request-id', 'r-2']]) };
    expect(describeError({ response }).requestId).toBe('r-2');
  });
});

describe('ErrorPanel', () => {
  it('shows title, cause and remedy, retries and copies the request id', async () => {
    const user = userEvent.setup();
    const onRetry = jest.fn();
    const writeText = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    render(
      <ErrorPanel
        title="Services could not be loaded"
        error={Object.assign(new Error('Timed out.'), {
          name: 'ServiceUnavailableError',
          requestId: 'req-7',
        })}
        onRetry={onRetry}
      />,
    );
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Services could not be loaded');
    expect(alert).toHaveTextContent('Timed out.');
    expect(alert).toHaveTextContent('Try again in a moment');
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: /Copy request id/ }));
    expect(writeText).toHaveBeenCalledWith('req-7');
    expect(screen.getByText('Copied')).toBeInTheDocument();
  });
});

describe('EmptyState', () => {
  it('teaches and offers the one thing to do', () => {
    render(
      <EmptyState
        title="No services yet"
        description="Services appear here once they are in the catalog."
        action={<a href="/create">Create a service</a>}
      />,
    );
    expect(screen.getByText('No services yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Create a service' }),
    ).toBeInTheDocument();
  });
});

describe('skeletons', () => {
  it.each([
    ['table', <TableSkeleton rows={3} columns={4} label="Loading services" />],
    ['card', <CardSkeleton label="Loading services" />],
    ['chart', <ChartSkeleton label="Loading services" />],
  ])('%s says that it is loading and hides its bars', (_name, skeleton) => {
    render(skeleton);
    const status = screen.getByRole('status');
    expect(status).toHaveAttribute('aria-busy', 'true');
    expect(status).toHaveTextContent('Loading services');
    expect(status.querySelector('[aria-hidden="true"]')).not.toBeNull();
  });
});
