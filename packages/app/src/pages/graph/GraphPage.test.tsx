import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../__testUtils__/renderPage';
import { GraphPage } from './GraphPage';

function entity(
  kind: string,
  name: string,
  title: string,
  ...relations: [string, string][]
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, title },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const catalog = new Map([
  [
    'component:default/order-service',
    entity(
      'Component',
      'order-service',
      'Order service',
      ['dependsOn', 'resource:default/database'],
      ['ownedBy', 'group:default/ordering'],
    ),
  ],
  [
    'resource:default/database',
    entity('Resource', 'database', 'Order database', [
      'dependencyOf',
      'component:default/order-service',
    ]),
  ],
]);
const around = '/?rootEntityRefs[]=component:default/order-service';

function setUp(at: string, answer: () => typeof catalog = () => catalog) {
  const getEntitiesByRefs = jest.fn(async ({ entityRefs }: any) => ({
    items: entityRefs.map((ref: string) => answer().get(ref)),
  }));
  const queryEntities = jest.fn(async () => ({
    items: [entity('System', 'ordering', 'Ordering')],
  }));
  const user = renderPage(<GraphPage />, {
    at,
    apis: [[catalogApiRef, { getEntitiesByRefs, queryEntities }]],
  });
  return { user, getEntitiesByRefs };
}

const boxes = () =>
  within(screen.getByRole('region', { name: 'Graph' })).getAllByRole('link');

it('draws what is around an entity, a ring with each request', async () => {
  const { getEntitiesByRefs } = setUp(around);
  expect(
    await screen.findByRole('heading', { name: 'Relations of Order service' }),
  ).toBeInTheDocument();
  expect(boxes().map(box => box.textContent)).toEqual([
    'Order servicecomponent',
    'Order databaseresource',
    'orderingnot in the catalog',
  ]);
  expect(boxes()[0]).toHaveAttribute('aria-current', 'true');
  expect(
    getEntitiesByRefs.mock.calls.map(([{ entityRefs }]) => entityRefs),
  ).toEqual([
    ['component:default/order-service'],
    ['group:default/ordering', 'resource:default/database'],
  ]);
  expect(
    screen.getByRole('link', { name: 'Open Order service' }),
  ).toHaveAttribute('href', '/catalog/default/component/order-service');
});

it('says the same in words', async () => {
  setUp(around);
  const table = await screen.findByRole('region', { name: 'Relations' });
  expect(within(table).getByText('depends on')).toBeInTheDocument();
  expect(
    within(table).getByRole('link', { name: 'Order database' }),
  ).toHaveAttribute('href', '/catalog/default/resource/database');
  expect(within(table).queryByRole('link', { name: 'ordering' })).toBeNull();
});

it('is filtered and turned by labelled controls, in the address', async () => {
  const { user } = setUp(around);
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Distance' }),
    '1 step',
  );
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Direction' }),
    'Top to bottom',
  );
  await user.click(screen.getByRole('button', { name: /Filter by Kind/ }));
  await user.click(screen.getByRole('checkbox', { name: /Resources/ }));
  await waitFor(() => expect(boxes()).toHaveLength(2));
  const params = new URLSearchParams(address()!.slice(2));
  expect([...params]).toEqual([
    ['rootEntityRefs[]', 'component:default/order-service'],
    ['maxDepth', '1'],
    ['selectedKinds[]', 'resource'],
    ['direction', 'TB'],
  ]);
});

it('goes on to another entity', async () => {
  const { user } = setUp(around);
  await screen.findByRole('region', { name: 'Graph' });
  await user.click(boxes()[1]);
  expect(
    await screen.findByRole('heading', { name: 'Relations of Order database' }),
  ).toBeInTheDocument();
});

it('offers where to begin when the address names no entity', async () => {
  setUp('/');
  const link = await screen.findByRole('link', { name: 'Ordering' });
  expect(link).toHaveAttribute(
    'href',
    `/?${new URLSearchParams({
      'rootEntityRefs[]': 'system:default/ordering',
    })}`,
  );
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const { user } = setUp(around, () => {
    if (isDown) {
      throw new Error('the catalog is restarting');
    }
    return catalog;
  });
  expect(
    await screen.findByText('The relations could not be loaded'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(
    await screen.findByRole('region', { name: 'Graph' }),
  ).toBeInTheDocument();
});
