import { useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import {
  createPortalQueryClient,
  PortalQueryProvider,
} from './PortalQueryProvider';
import { shouldRetry } from './shouldRetry';

describe('shouldRetry', () => {
  it.each([
    [0, new TypeError('Failed to fetch'), true],
    [0, { statusCode: 503 }, true],
    [0, { status: 429 }, true],
    [0, { statusCode: 404 }, false],
    [0, { statusCode: 403 }, false],
    [2, { statusCode: 503 }, false],
    [1, undefined, true],
  ])('after %d failures with %p: %p', (failures, error, expected) => {
    expect(shouldRetry(failures, error)).toBe(expected);
  });
});

describe('PortalQueryProvider', () => {
  function Greeting() {
    const { data } = useQuery({
      queryKey: ['greeting'],
      queryFn: async () => 'hello',
    });
    return <p>{data ?? 'loading'}</p>;
  }

  it('lets what is below it ask', async () => {
    render(
      <PortalQueryProvider>
        <Greeting />
      </PortalQueryProvider>,
    );
    expect(screen.getByText('loading')).toBeInTheDocument();
    expect(await screen.findByText('hello')).toBeInTheDocument();
  });

  it('shares the cache of the client it is given', () => {
    const client = createPortalQueryClient();
    client.setQueryData(['greeting'], 'known already');
    render(
      <PortalQueryProvider client={client}>
        <Greeting />
      </PortalQueryProvider>,
    );
    expect(screen.getByText('known already')).toBeInTheDocument();
  });
});
