import { linkedGroups } from './navGroups';

it('shows only places whose page exists, without empty groups', () => {
  const pages = new Map([
    ['page:home', '/'],
    ['page:slo', '/slo'],
    ['page:scaffolder', '/create'],
  ]);
  const groups = linkedGroups(page => pages.get(page));
  expect(
    groups.map(({ title, places }) => [title, places.map(one => one.title)]),
  ).toEqual([
    [undefined, ['Home']],
    ['Operate', ['SLOs']],
    ['Build', ['Create']],
  ]);
  expect(groups[2].places[0].href).toBe('/create');
});

it('has the words of the portal in their order', () => {
  const words = linkedGroups(page => page)
    .flatMap(({ places }) => places)
    .map(({ title }) => title);
  expect(words).toEqual([
    'Home',
    'Catalog',
    'SLOs',
    'Incidents',
    'Runbooks',
    'Delivery',
    'Models',
    'Docs',
    'Create',
  ]);
});
