import { catalogFilter } from './catalogFilter';

const mine = ['user:default/ada', 'group:default/edge-team'];
const starred = ['component:default/gateway', 'api:default/orders'];

it.each([
  [{ kind: 'api', scope: 'all' }, { kind: 'api' }],
  [{ kind: 'all', scope: 'all' }, {}],
  [
    { kind: 'component', scope: 'mine' },
    { kind: 'component', 'relations.ownedBy': mine },
  ],
  [
    { kind: 'component', scope: 'starred' },
    [
      {
        kind: 'component',
        'metadata.namespace': 'default',
        'metadata.name': 'gateway',
      },
    ],
  ],
  [{ kind: 'system', scope: 'starred' }, 'none'],
] as const)('%p asks for %p', (view, expected) => {
  expect(catalogFilter(view, mine, starred)).toEqual(expected);
});

it('asks for every starred entity when all kinds are shown', () => {
  expect(
    catalogFilter({ kind: 'all', scope: 'starred' }, mine, starred),
  ).toHaveLength(2);
});

it('asks nothing for who owns nothing', () => {
  expect(catalogFilter({ kind: 'api', scope: 'mine' }, [], [])).toBe('none');
});
