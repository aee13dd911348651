import { fromStockSearch, readView, viewSearch } from './catalogView';

const parameters = (text: string) => new URLSearchParams(text);

it.each([
  ['', { kind: 'component', scope: 'all' }],
  ['kind=API&scope=mine', { kind: 'api', scope: 'mine' }],
  ['scope=starred', { kind: 'component', scope: 'starred' }],
  ['kind=&scope=nobody', { kind: 'component', scope: 'all' }],
])('%p shows %p', (search, expected) => {
  expect(readView(parameters(search))).toEqual(expected);
});

it('keeps of the filters what makes sense of another kind', () => {
  const current = parameters(
    'scope=mine&catalog.q=order&catalog.type=service&catalog.owner=group%3Adefault%2Fa',
  );
  expect(viewSearch(current, { kind: 'api' })).toBe(
    '?kind=api&scope=mine&catalog.q=order&catalog.owner=group%3Adefault%2Fa',
  );
});

it('keeps all filters for other people’s entities of the same kind', () => {
  const current = parameters('kind=api&catalog.type=openapi');
  expect(viewSearch(current, { scope: 'starred' })).toBe(
    '?kind=api&scope=starred&catalog.type=openapi',
  );
});

it.each([
  ['filters[kind]=system&filters[user]=all', '?kind=system'],
  ['filters[kind]=component&filters[user]=owned', '?scope=mine'],
  [
    'filters[kind]=component&filters[type]=service&filters[owners]=edge-team&filters[user]=all',
    '?catalog.type=service&catalog.owner=group%3Adefault%2Fedge-team',
  ],
  [
    'filters[kind]=api&filters[type]=all&filters[tags][0]=go&filters[tags][1]=ml&filters[user]=starred',
    '?kind=api&catalog.tag=go&catalog.tag=ml&scope=starred',
  ],
  [
    'filters[text]=order&filters[lifecycles]=production',
    '?catalog.q=order&catalog.lifecycle=production',
  ],
  ['filters[kind]=', '?kind=all'],
  ['filters[owners]=:edge-team', '?catalog.owner=%3Aedge-team'],
  ['kind=system&catalog.q=x', undefined],
  ['', undefined],
])('of the stock page %p is %p', (search, expected) => {
  expect(fromStockSearch(parameters(search))).toBe(expected);
});
