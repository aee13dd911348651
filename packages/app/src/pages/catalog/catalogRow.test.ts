import type { Entity } from '@backstage/catalog-model';
import { toCatalogRow } from './catalogRow';

function entity(kind: string, name: string, spec: object, metadata = {}) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...metadata },
    spec,
  } as Entity;
}

it('reads what the index shows of a component', () => {
  expect(
    toCatalogRow(
      entity(
        'Component',
        'order-service',
        {
          type: 'service',
          lifecycle: 'production',
          owner: 'ordering-team',
          system: 'ordering',
        },
        { title: 'Order service', description: 'Takes orders', tags: ['go'] },
      ),
    ),
  ).toEqual({
    entityRef: 'component:default/order-service',
    kind: 'Component',
    name: 'order-service',
    title: 'Order service',
    description: 'Takes orders',
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/ordering-team',
    partOf: 'system:default/ordering',
    tags: ['go'],
  });
});

it.each([
  ['edge-team', 'group:default/edge-team'],
  ['Group:default/Edge-Team', 'group:default/edge-team'],
  ['user:default/ada', 'user:default/ada'],
  ['platform/edge-team', 'group:platform/edge-team'],
  [':edge-team', undefined],
  ['', undefined],
  [42, undefined],
  [undefined, undefined],
])('the owner %p is %p', (owner, expected) => {
  expect(toCatalogRow(entity('API', 'orders', { owner })).owner).toBe(expected);
});

it('takes references without a namespace as of the entity’s own', () => {
  const row = toCatalogRow(
    entity('Component', 'cart', { owner: 'shop' }, { namespace: 'retail' }),
  );
  expect(row.owner).toBe('group:retail/shop');
});

it.each([
  [entity('System', 'ordering', { domain: 'shop' }), 'domain:default/shop'],
  [entity('Domain', 'shop', {}), undefined],
])('%p belongs to %p', (given, expected) => {
  expect(toCatalogRow(given).partOf).toBe(expected);
});

it('calls people by their names', () => {
  const ada = entity('User', 'ada', { profile: { displayName: 'Ada L.' } });
  expect(toCatalogRow(ada).title).toBe('Ada L.');
  expect(toCatalogRow(entity('User', 'omar', {})).title).toBe('omar');
});
