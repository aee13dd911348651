import { Entity } from '@backstage/catalog-model';

/** An entity in the default namespace with relations such as `dependsOn resource:default/db`. */
export function testEntity(
  kind: string,
  name: string,
  ...relations: string[]
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    relations: relations.map(relation => {
      const [type, targetRef] = relation.split(' ');
      return { type, targetRef };
    }),
  };
}

/**
 * A small platform: system edge has part gateway, which consumes the API of
 * orders, which depends on a database.
 */
export const platform: Entity[] = [
  testEntity('System', 'edge', 'hasPart component:default/gateway'),
  testEntity('Group', 'edge-team', 'ownerOf component:default/gateway'),
  testEntity(
    'Component',
    'gateway',
    'consumesApi api:default/orders-api',
    'ownedBy group:default/edge-team',
    'partOf system:default/edge',
  ),
  testEntity(
    'API',
    'orders-api',
    'apiProvidedBy component:default/orders',
    'apiConsumedBy component:default/gateway',
  ),
  testEntity(
    'Component',
    'orders',
    'dependsOn resource:default/orders-db',
    'providesApi api:default/orders-api',
  ),
  testEntity(
    'Resource',
    'orders-db',
    'dependencyOf component:default/orders',
    'dependsOn component:default/gateway',
  ),
  testEntity('Component', 'other'),
];
