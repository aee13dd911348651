import type { Entity } from '@backstage/catalog-model';
import { relatedRefs, relationCards, relationGroups } from './relations';

const entity = (...relations: [string, string][]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'order-service' },
  relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
});
const card = (name: string) => relationCards.find(each => each.name === name)!;

it.each([
  ['related-apis', [['Provides', ['api:default/orders']]]],
  [
    'dependencies',
    [
      ['Depends on', ['resource:default/bus', 'resource:default/db']],
      ['Needed by', ['component:default/gateway']],
    ],
  ],
  ['parts', []],
])('the card %s holds %p', (name, expected) => {
  const groups = relationGroups(
    entity(
      ['dependsOn', 'resource:default/db'],
      ['dependencyOf', 'component:default/gateway'],
      ['dependsOn', 'resource:default/bus'],
      ['dependsOn', 'resource:default/bus'],
      ['providesApi', 'api:default/orders'],
      ['ownedBy', 'group:default/ordering-team'],
    ),
    card(name),
  );
  expect(groups.map(({ title, entityRefs }) => [title, entityRefs])).toEqual(
    expected,
  );
});

it('holds nothing of an entity without relations', () => {
  const { relations: _, ...bare } = entity();
  expect(relationCards.flatMap(each => relationGroups(bare, each))).toEqual([]);
  expect(relatedRefs(bare)).toEqual([]);
});

it('asks for each related entity once', () => {
  expect(
    relatedRefs(
      entity(
        ['dependsOn', 'component:default/b'],
        ['dependencyOf', 'component:default/b'],
        ['hasPart', 'component:default/a'],
        ['ownedBy', 'group:default/team'],
      ),
    ),
  ).toEqual(['component:default/a', 'component:default/b']);
});
