import { useQuery } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createPortalQueryClient, PortalQueryProvider } from '../query';
import { QueryFreshness } from './QueryFreshness';

function Greeting(props: { ask: () => Promise<string> }) {
  const query = useQuery({ queryKey: ['greeting'], queryFn: props.ask });
  return query.data === undefined ? null : (
    <>
      <p>{query.data}</p>
      <QueryFreshness
        query={query}
        sources={[{ name: 'Prometheus', state: 'stale' }]}
      />
    </>
  );
}

function setUp(ask: () => Promise<string>, retry: number) {
  const client = createPortalQueryClient();
  client.setDefaultOptions({ queries: { retry, retryDelay: 0 } });
  render(
    <PortalQueryProvider client={client}>
      <Greeting ask={ask} />
    </PortalQueryProvider>,
  );
  return { refresh: () => act(() => client.refetchQueries()) };
}

describe('QueryFreshness', () => {
  it('names the portal among the sources until it answers again', async () => {
    const ask = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('hello')
      .mockRejectedValueOnce(new Error('Your session has ended.'))
      .mockResolvedValue('hello again');
    const { refresh } = setUp(ask, 0);
    await screen.findByText('hello');
    const status = screen.getByRole('status');
    expect(status).not.toHaveTextContent('The portal');

    await refresh();
    await waitFor(() =>
      expect(status).toHaveTextContent(
        /The portal cannot be reached. You see its answer from .* ago. Your session has ended./,
      ),
    );
    expect(status).toHaveTextContent('Prometheus was read');
    expect(screen.getByText('hello')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('hello again')).toBeInTheDocument();
    expect(status).not.toHaveTextContent('The portal');
    expect(status).toHaveTextContent('Prometheus was read');
  });

  it('is silent about an attempt that is made again and succeeds', async () => {
    const ask = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('hello')
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValue('hello again');
    const { refresh } = setUp(ask, 1);
    await screen.findByText('hello');
    const said: (string | null)[] = [];
    const status = screen.getByRole('status');
    const observer = new MutationObserver(() => said.push(status.textContent));
    observer.observe(status, { childList: true, subtree: true });
    await refresh();
    expect(await screen.findByText('hello again')).toBeInTheDocument();
    observer.disconnect();
    expect(said.join()).not.toContain('The portal');
    expect(ask).toHaveBeenCalledTimes(3);
  });
});
