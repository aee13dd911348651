import { readSearchView, searchAddress } from './searchAddress';

it.each([
  ['', { term: '' }],
  [
    'query=order+service&type=techdocs',
    { term: 'order service', type: 'techdocs' },
  ],
  ['query=a&types[]=software-catalog', { term: 'a', type: 'software-catalog' }],
  ['query=a&types[0]=techdocs', { term: 'a', type: 'techdocs' }],
])('%p asks for %p', (search, expected) => {
  expect(readSearchView(new URLSearchParams(search))).toEqual(expected);
});

it('cuts what the server would refuse', () => {
  const view = readSearchView(new URLSearchParams({ query: 'x'.repeat(500) }));
  expect(view.term).toHaveLength(100);
});

it.each([
  [{ term: 'a b' }, '?query=a+b'],
  [{ term: 'a', type: 'techdocs' }, '?query=a&type=techdocs'],
  [{ term: '' }, '?'],
])('%p is asked for at %p', (view, expected) => {
  expect(searchAddress(view)).toBe(expected);
});
