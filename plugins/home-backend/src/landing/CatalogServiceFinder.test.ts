import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogServiceFinder } from './CatalogServiceFinder';

const viewer = {
  credentials: mockCredentials.user(),
  userEntityRef: 'user:default/omar',
  ownershipEntityRefs: ['group:default/ordering-team'],
};

function finderOf(count: number) {
  const catalog = catalogServiceMock({
    entities: Array.from({ length: count }, (_, index) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: `service-${String(index).padStart(5, '0')}`,
        namespace: 'default',
      },
      spec: { type: 'service' },
      relations: [
        { type: 'ownedBy', targetRef: 'group:default/ordering-team' },
      ],
    })),
  });
  const queryEntities = jest.spyOn(catalog, 'queryEntities');
  return { finder: new CatalogServiceFinder(catalog), queryEntities };
}

it('asks the catalog once in the usual case', async () => {
  const { finder, queryEntities } = finderOf(500);
  const { services, unread } = await finder.find(viewer, 'all');
  expect(services).toHaveLength(500);
  expect(unread).toBe(0);
  expect(queryEntities).toHaveBeenCalledTimes(1);
});

it.each(['mine', 'all'] as const)(
  'reads on to the end where there are more (%s)',
  async scope => {
    const { finder, queryEntities } = finderOf(2_700);
    const { services, unread } = await finder.find(viewer, scope);
    expect(new Set(services.map(({ title }) => title)).size).toBe(2_700);
    expect(services[2_699]).toMatchObject({
      entityRef: 'component:default/service-02699',
      owner: 'group:default/ordering-team',
    });
    expect(unread).toBe(0);
    expect(queryEntities).toHaveBeenCalledTimes(3);
  },
);

it('ends somewhere, and says how much it has not read', async () => {
  const { finder } = finderOf(10_003);
  const { services, unread } = await finder.find(viewer, 'all');
  expect(services).toHaveLength(10_000);
  expect(unread).toBe(3);
});
