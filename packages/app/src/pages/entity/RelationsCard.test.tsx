import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { relationCards } from './relations';
import { RelationsCard } from './RelationsCard';

const service: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service' },
  relations: [
    { type: 'providesApi', targetRef: 'api:default/orders' },
    { type: 'consumesApi', targetRef: 'api:default/gone' },
  ],
};
const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: { name: 'orders', title: 'Orders', description: 'Takes orders' },
  spec: { type: 'openapi', lifecycle: 'production', owner: 'ordering-team' },
};

function setUp(answer: () => (Entity | undefined)[]) {
  const getEntitiesByRefs = jest.fn(async (_request: any) => ({
    items: answer(),
  }));
  const user = renderPage(
    <EntityProvider entity={service}>
      <RelationsCard card={relationCards[0]} />
    </EntityProvider>,
    { apis: [[catalogApiRef, { getEntitiesByRefs }]] },
  );
  return { user, getEntitiesByRefs };
}

it('shows what the entity is related to, by what it is to it', async () => {
  const { getEntitiesByRefs } = setUp(() => [undefined, orders]);
  expect(
    await screen.findByText('openapi · production · ordering-team'),
  ).toBeInTheDocument();
  expect(
    screen.getAllByRole('heading', { level: 4 }).map(h => h.textContent),
  ).toEqual(['Provides', 'Consumes']);
  expect(screen.getByRole('link', { name: 'Orders' })).toHaveAttribute(
    'href',
    '/catalog/default/api/orders',
  );
  expect(screen.getByText('Takes orders')).toBeInTheDocument();
  expect(getEntitiesByRefs.mock.calls[0][0].entityRefs).toEqual([
    'api:default/gone',
    'api:default/orders',
  ]);
});

it('says of what the catalog does not know that it does not', async () => {
  setUp(() => [undefined, orders]);
  const item = (await screen.findByText(/Not in the catalog/)).closest('li')!;
  expect(within(item).getByText('gone')).toBeInTheDocument();
  expect(within(item).queryByRole('link')).toBeNull();
});

it('keeps the names when details cannot be had', async () => {
  let isDown = true;
  const { user } = setUp(() => {
    if (isDown) {
      throw new Error('the catalog is restarting');
    }
    return [undefined, orders];
  });
  expect(
    await screen.findByText('Only names can be shown'),
  ).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'orders' })).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(
    await screen.findByRole('link', { name: 'Orders' }),
  ).toBeInTheDocument();
});
