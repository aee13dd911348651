import { entityHref, initials } from './usePerson';

it.each([
  ['user:default/ada', '/catalog/default/user/ada'],
  ['User:Platform/Ada', '/catalog/platform/user/ada'],
  ['ada', undefined],
])('the page of %s is %s', (ref, href) => {
  expect(entityHref(ref)).toBe(href);
});

it.each([
  ['Ada Lovelace', 'AL'],
  ['grace brewster hopper', 'GH'],
  ['omar', 'O'],
  ['edith.clarke', 'EC'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
