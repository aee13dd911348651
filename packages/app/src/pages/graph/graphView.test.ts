import {
  depths,
  directions,
  graphSearch,
  readGraphView,
  toggled,
} from './graphView';
import { relationType } from './relationTypes';

const read = (search: string) => readGraphView(new URLSearchParams(search));

it('understands the addresses of the stock page', () => {
  expect(
    read(
      '?rootEntityRefs%5B%5D=component%3Adefault%2Forder-service&maxDepth=1&unidirectional=true&mergeRelations=true&selectedKinds%5B0%5D=API&selectedRelations%5B%5D=dependencyOf&selectedRelations%5B%5D=dependsOn&direction=TB&curve=curveMonotoneX',
    ),
  ).toEqual({
    roots: ['component:default/order-service'],
    depth: 1,
    kinds: ['api'],
    relations: ['dependsOn'],
    direction: 'TB',
  });
});

it.each([
  ['', 2],
  ['?maxDepth=%E2%88%9E', 5],
  ['?maxDepth=99', 5],
  ['?maxDepth=-1', 1],
  ['?maxDepth=3', 3],
])('%p asks for %s steps', (search, depth) => {
  expect(read(search).depth).toBe(depth);
});

it('leaves out what is no reference, and a direction that there is none of', () => {
  expect(
    read('?rootEntityRefs[]=:&rootEntityRefs[]=user:omar&direction=up'),
  ).toMatchObject({ roots: ['user:default/omar'], direction: 'LR' });
});

it('keeps the parameters of others, and no old one of its own', () => {
  const last = new URLSearchParams(
    'relations.q=order&maxDepth=4&selectedKinds[]=api',
  );
  expect(graphSearch(read('?rootEntityRefs[]=user:omar'), last)).toBe(
    `?${new URLSearchParams([
      ['relations.q', 'order'],
      ['rootEntityRefs[]', 'user:default/omar'],
    ])}`,
  );
});

it('reads what it has written', () => {
  const lists = [[], ['api'], ['api', 'component', 'user']];
  const views = depths.flatMap(depth =>
    directions.flatMap(([direction]) =>
      lists.map(kinds => ({
        roots: kinds.map(kind => `${kind}:default/one`),
        depth,
        kinds,
        relations: depth > 2 ? ['dependsOn', 'readsFrom'] : [],
        direction,
      })),
    ),
  );
  expect(views.map(view => read(graphSearch(view)))).toEqual(views);
});

it('chooses and no longer chooses', () => {
  expect(toggled(['api'], 'user')).toEqual(['api', 'user']);
  expect(toggled(['api', 'user'], 'api')).toEqual(['user']);
});

it.each([
  ['dependsOn', 'dependsOn', 'depends on', false],
  ['dependencyOf', 'dependsOn', 'depends on', true],
  ['dataReadBy', 'dataReadBy', 'data read by', false],
])('%s is drawn as %s', (name, type, words, isInverse) => {
  expect(relationType(name)).toMatchObject({ type, words, isInverse });
});
