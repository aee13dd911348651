import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../__testUtils__/renderPage';
import { SearchPage } from './SearchPage';

const tags = { preTag: '<t>', postTag: '</t>' };
const service = {
  type: 'software-catalog',
  document: {
    title: 'Order service',
    text: 'Takes orders',
    location: '/catalog/default/component/order-service',
    kind: 'Component',
    type: 'service',
  },
  highlight: { ...tags, fields: { title: '<t>Order</t> service' } },
};
const page = {
  type: 'techdocs',
  document: {
    title: 'Runbooks',
    text: 'When an order fails',
    location: '/docs/default/component/order-service/runbooks',
    name: 'order-service',
  },
  highlight: { ...tags, fields: { text: 'When an <t>order</t> fails' } },
};

/** An error as the portal's backends answer with it. */
function failure(status: number, name: string) {
  const body = {
    error: { name, message: name },
    response: { statusCode: status },
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** @param answer - gives what is found, or the name of an error */
function setUp(
  at: string,
  answer: (query: URLSearchParams) => object | string,
) {
  const fetch = jest.fn(async (url: string) => {
    const body = answer(new URL(url.replace('plugin:', 'http:')).searchParams);
    return typeof body === 'string'
      ? failure(500, body)
      : new Response(JSON.stringify(body));
  });
  const user = renderPage(<SearchPage />, {
    at,
    apis: [[fetchApiRef, { fetch }]],
  });
  return { user, fetch };
}

const hits = async () =>
  within(await screen.findByRole('list', { name: 'Results' }));

describe('the search', () => {
  it('asks nothing before there is a word', () => {
    const { fetch } = setUp('/', () => ({ results: [] }));
    expect(screen.getByText('What are you looking for?')).toBeInTheDocument();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('lists what was found of all types by one question, with marks', async () => {
    const { fetch } = setUp('/?query=order', () => ({
      results: [service, page],
    }));
    const list = await hits();
    expect(list.getByRole('link', { name: 'Order service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service',
    );
    expect(list.getByText('Component · service')).toBeInTheDocument();
    expect(list.getByText('Docs of order-service')).toBeInTheDocument();
    expect(list.getAllByText(/^order$/i).map(({ tagName }) => tagName)).toEqual(
      ['MARK', 'MARK'],
    );
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0][0]).not.toContain('types');
  });

  it('narrows to a type that has hits, in the address', async () => {
    const { user, fetch } = setUp('/?query=order', query => ({
      results: query.get('types[0]') === 'techdocs' ? [page] : [service, page],
    }));
    await user.click(await screen.findByRole('link', { name: 'Docs 1' }));
    expect(address()).toBe('/?query=order&type=techdocs');
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Order service' })).toBeNull(),
    );
    expect(screen.getByRole('link', { name: 'Runbooks' })).toBeInTheDocument();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('does not ask an index for a type without hits, which may not exist', async () => {
    const { fetch } = setUp('/?query=order&type=techdocs', () => ({
      results: [service],
    }));
    expect(
      await screen.findByText('Nothing in Docs matches "order"'),
    ).toBeInTheDocument();
    expect(screen.getByText(/choose All/)).toBeInTheDocument();
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('searches for what is typed', async () => {
    const { user, fetch } = setUp('/', () => ({ results: [service] }));
    await user.type(screen.getByRole('searchbox'), 'order');
    await hits();
    expect(address()).toBe('/?query=order');
    expect(fetch.mock.calls.at(-1)![0]).toContain('term=order');
  });

  it('shows more on demand', async () => {
    const { user } = setUp('/?query=order', query =>
      query.get('pageCursor') === 'next'
        ? { results: [page] }
        : { results: [service], nextPageCursor: 'next' },
    );
    await hits();
    expect(screen.getByRole('link', { name: 'All 1+' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(
      await screen.findByRole('link', { name: 'Runbooks' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('says that nothing matches', async () => {
    setUp('/?query=xyz', () => ({ results: [] }));
    expect(
      await screen.findByText('Nothing matches "xyz"'),
    ).toBeInTheDocument();
  });

  it('waits for the first index of a portal that has just started', async () => {
    setUp('/?query=order', () => 'MissingIndexError');
    expect(
      await screen.findByText('The search is being prepared'),
    ).toBeInTheDocument();
  });

  it('says that it failed, and tries again', async () => {
    let isDown = true;
    const { user } = setUp('/?query=order', () =>
      isDown ? 'InternalError' : { results: [service] },
    );
    expect(await screen.findByText('The search failed')).toBeInTheDocument();
    isDown = false;
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    await hits();
  });
});
