import { stringifyEntityRef } from '@backstage/catalog-model';
import { platform } from '../__testUtils__/entities';
import { findScope, maxScopeEntities } from './findScope';
import { RelatedEntity } from './ports';

const related: RelatedEntity[] = platform.map(entity => ({
  entityRef: stringifyEntityRef(entity),
  kind: entity.kind,
  relations: entity.relations ?? [],
}));

function reader(hidden: string[] = []) {
  return jest.fn(async (refs: string[]) =>
    related.filter(
      ({ entityRef }) =>
        refs.includes(entityRef) && !hidden.includes(entityRef),
    ),
  );
}

async function walk(start: string, hops: number, hidden?: string[]) {
  const { entities } = await findScope([start], hops, reader(hidden));
  return entities.map(entity => `${entity.hops} ${entity.entityRef}`);
}

describe('findScope', () => {
  it.each<[string, number, string[]]>([
    ['component:default/gateway', 0, ['0 component:default/gateway']],
    [
      'component:default/gateway',
      1,
      [
        '0 component:default/gateway',
        '1 api:default/orders-api',
        '1 component:default/orders',
      ],
    ],
    [
      'component:default/gateway',
      3,
      [
        '0 component:default/gateway',
        '1 api:default/orders-api',
        '1 component:default/orders',
        '2 resource:default/orders-db',
      ],
    ],
    [
      'system:default/edge',
      0,
      ['0 system:default/edge', '0 component:default/gateway'],
    ],
    [
      'group:default/edge-team',
      1,
      [
        '0 group:default/edge-team',
        '0 component:default/gateway',
        '1 api:default/orders-api',
        '1 component:default/orders',
      ],
    ],
    [
      'api:default/orders-api',
      0,
      ['0 api:default/orders-api', '0 component:default/orders'],
    ],
    ['component:default/other', 3, ['0 component:default/other']],
    ['component:default/none', 3, []],
  ])('from %s, %i hops', async (start, hops, expected) => {
    expect(await walk(start, hops)).toEqual(expected);
  });

  it('does not walk through what the reader may not see', async () => {
    expect(
      await walk('component:default/gateway', 3, ['component:default/orders']),
    ).toEqual(['0 component:default/gateway', '1 api:default/orders-api']);
  });

  it('says how each was reached', async () => {
    const { entities } = await findScope(
      ['component:default/gateway'],
      1,
      reader(),
    );
    expect(entities[2]).toEqual({
      entityRef: 'component:default/orders',
      hops: 1,
      via: 'api:default/orders-api',
      relation: 'apiProvidedBy',
    });
  });

  it('asks for each entity once, in few rounds', async () => {
    const read = reader();
    await findScope(
      ['component:default/gateway', 'component:default/gateway'],
      3,
      read,
    );
    const asked = read.mock.calls.flatMap(([refs]) => refs);
    expect(new Set(asked).size).toBe(asked.length);
    expect(read.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('ends in good time and says so when there is too much', async () => {
    const read = async (refs: string[]): Promise<RelatedEntity[]> =>
      refs.map(entityRef => ({
        entityRef,
        kind: 'Component',
        relations: Array.from({ length: 300 }, (_, i) => ({
          type: 'dependsOn',
          targetRef: `component:default/s${i}`,
        })),
      }));
    const scope = await findScope(['component:default/a'], 3, read);
    expect(scope.entities).toHaveLength(maxScopeEntities);
    expect(scope.truncated).toBe(true);
  });
});
