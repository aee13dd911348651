import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { DocsPage } from './DocsPage';

const annotation = 'metadata.annotations.backstage.io/techdocs-ref';
const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service', title: 'Order service' },
  spec: { type: 'service', owner: 'ordering-team' },
};

function setUp(answer: () => Entity[], at?: string) {
  const queryEntities = jest.fn(async (_request: any) => {
    const items = answer();
    return { items, totalItems: items.length, pageInfo: {} };
  });
  const getBackstageIdentity = async () => ({
    type: 'user',
    userEntityRef: 'user:default/ada',
    ownershipEntityRefs: ['group:default/edge-team'],
  });
  const user = renderPage(<DocsPage />, {
    at,
    apis: [
      [catalogApiRef, { queryEntities }],
      [identityApiRef, { getBackstageIdentity }],
    ],
  });
  return { user, queryEntities };
}

it('leads to everything that is documented', async () => {
  const { queryEntities } = setUp(() => [orders]);
  expect(
    await screen.findByRole('link', { name: 'Order service' }),
  ).toHaveAttribute('href', '/docs/default/component/order-service');
  expect(screen.getByRole('link', { name: 'Component' })).toHaveAttribute(
    'href',
    '/catalog/default/component/order-service',
  );
  expect(queryEntities).toHaveBeenCalledTimes(1);
  expect(queryEntities.mock.calls[0][0].filter).toEqual({
    [annotation]: CATALOG_FILTER_EXISTS,
  });
});

it('narrows to the person’s teams', async () => {
  const { queryEntities } = setUp(() => [], '/?scope=mine');
  expect(
    await screen.findByText('Nothing of your teams is documented yet'),
  ).toBeInTheDocument();
  expect(queryEntities.mock.calls[0][0].filter).toEqual({
    [annotation]: CATALOG_FILTER_EXISTS,
    'relations.ownedBy': ['group:default/edge-team'],
  });
  expect(
    screen.getByRole('link', { name: 'Show all documentation' }),
  ).toHaveAttribute('href', '/');
});

it('teaches how documentation gets here', async () => {
  setUp(() => []);
  expect(await screen.findByText('No documentation yet')).toBeInTheDocument();
  expect(screen.getByText('backstage.io/techdocs-ref')).toBeInTheDocument();
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const { user } = setUp(() => {
    if (isDown) {
      throw new Error('the catalog is restarting');
    }
    return [orders];
  });
  expect(
    await screen.findByText('The documentation could not be listed'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await waitFor(() =>
    expect(
      screen.getByRole('link', { name: 'Order service' }),
    ).toBeInTheDocument(),
  );
});
