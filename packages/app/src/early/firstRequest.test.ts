import { CatalogClient } from '@backstage/catalog-client';
import {
  catalogFilter,
  type CatalogFilter,
} from '../pages/catalog/catalogFilter';
import { catalogFields, pageSize } from '../pages/catalog/catalogRequest';
import { readView } from '../pages/catalog/catalogView';
import { firstRequest } from './firstRequest';

it.each([
  ['/', '', '/api/home/landing?scope=mine'],
  ['/', '?scope=all', undefined],
  ['/slo', '', '/api/slo/overview'],
  ['/slo/', '?slo.state=burning', '/api/slo/overview'],
  ['/slo/lab~gateway~latency', '', undefined],
  ['/catalog', '?kind=system', undefined],
  ['/catalog', '?scope=mine', undefined],
  ['/catalog', '?filters%5Bkind%5D=system', undefined],
  ['/constructor', '', undefined],
])('the page at %s%s first asks for %s', (pathname, search, address) => {
  expect(firstRequest(pathname, search)).toBe(address);
});

it.each(['', '?catalog.q=gateway'])(
  'the catalog at /catalog%s asks as its client does',
  async search => {
    const fetch = jest.fn(
      async (_: string | URL | Request) =>
        new Response('{"items":[],"totalItems":0,"pageInfo":{}}'),
    );
    const client = new CatalogClient({
      discoveryApi: { getBaseUrl: async id => `/api/${id}` },
      fetchApi: { fetch },
    });
    const view = readView(new URLSearchParams(search));
    await client.queryEntities({
      filter: catalogFilter(view, [], []) as CatalogFilter,
      fields: catalogFields,
      limit: pageSize,
    });
    expect(String(fetch.mock.calls[0][0])).toBe(
      firstRequest('/catalog', search),
    );
  },
);
