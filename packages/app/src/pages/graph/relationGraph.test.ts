import type { GraphView } from './graphView';
import { linksOf, RelatedRow, relationGraph } from './relationGraph';

const view: GraphView = {
  roots: ['component:default/order-service'],
  depth: 1,
  kinds: [],
  relations: [],
  direction: 'LR',
};

function row(
  entityRef: string,
  ...relations: [type: string, targetRef: string][]
): RelatedRow {
  const name = entityRef.split('/')[1];
  return {
    entityRef,
    kind: entityRef.split(':')[0],
    name,
    title: name.toUpperCase(),
    tags: [],
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const service = row(
  'component:default/order-service',
  ['dependsOn', 'resource:default/database'],
  ['providesApi', 'api:default/orders'],
  ['ownedBy', 'group:default/ordering'],
  ['dependencyOf', 'component:default/gateway'],
);
const others = [
  row('resource:default/database', [
    'dependencyOf',
    'component:default/order-service',
  ]),
  row(
    'api:default/orders',
    ['apiProvidedBy', 'component:default/order-service'],
    ['apiConsumedBy', 'component:default/gateway'],
  ),
  row('component:default/gateway', [
    'dependsOn',
    'component:default/order-service',
  ]),
];
const rows = new Map(
  [service, ...others].map(each => [each.entityRef, each] as const),
);
const asked = new Set([...rows.keys(), 'group:default/ordering']);

function drawn(change: Partial<GraphView>, askedFor = asked) {
  const graph = relationGraph(
    { ...view, ...change },
    { rows, asked: askedFor },
  );
  return {
    nodes: graph.nodes.map(node => node.entityRef.split('/')[1]),
    edges: graph.edges.map(
      ({ from, to, types }) =>
        `${from.split('/')[1]} ${types.join('+')} ${to.split('/')[1]}`,
    ),
    graph,
  };
}

it('draws each relation once, whichever side names it, and in one direction', () => {
  expect(linksOf(rows.values())).toHaveLength(5);
  expect(drawn({}).edges).toEqual([
    'order-service dependsOn database',
    'order-service providesApi orders',
    'order-service ownedBy ordering',
    'gateway dependsOn order-service',
    'gateway consumesApi orders',
  ]);
});

it('says how far away each entity is, and which the catalog does not know', () => {
  const { graph } = drawn({});
  expect(graph.nodes[0]).toEqual({
    entityRef: 'component:default/order-service',
    kind: 'component',
    title: 'ORDER-SERVICE',
    distance: 0,
    isMissing: false,
  });
  expect(
    graph.nodes.find(({ entityRef }) => entityRef.startsWith('group')),
  ).toMatchObject({ title: 'ordering', distance: 1, isMissing: true });
});

it.each([
  ['kinds', { kinds: ['api'] }, ['order-service', 'orders']],
  ['relations', { relations: ['ownedBy'] }, ['order-service', 'ordering']],
  [
    'both, whatever is farther than one step',
    { kinds: ['component', 'api'], relations: ['consumesApi', 'providesApi'] },
    ['order-service', 'orders'],
  ],
  [
    'two steps',
    {
      depth: 2,
      kinds: ['component', 'api'],
      relations: ['consumesApi', 'providesApi'],
    },
    ['order-service', 'orders', 'gateway'],
  ],
  ['another middle', { roots: ['user:default/gone'] }, ['gone']],
])('is narrowed by %s', (_, change, expected) => {
  expect(drawn(change).nodes).toEqual(expected);
});

it('leaves out what was never asked for', () => {
  const { nodes } = drawn({}, new Set(['api:default/orders']));
  expect(nodes).toEqual(['order-service', 'orders']);
});

it('keeps two relations between the same entities on one line', () => {
  const both = row(
    'component:default/order-service',
    ['dependsOn', 'api:default/orders'],
    ['consumesApi', 'api:default/orders'],
    ['partOf', 'component:default/order-service'],
  );
  const { edges } = relationGraph(view, {
    rows: new Map([[both.entityRef, both]]),
    asked,
  });
  expect(edges).toEqual([
    {
      from: 'component:default/order-service',
      to: 'api:default/orders',
      types: ['dependsOn', 'consumesApi'],
    },
  ]);
});
