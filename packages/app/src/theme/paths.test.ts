import { sectionPath, tabHref } from './paths';

it.each([
  ['/create', 'tasks', '/create/tasks'],
  ['', 'general', '/general'],
  ['/create', '/settings/general', '/settings/general'],
])('the tab of %s at %s is %s', (page, href, expected) => {
  expect(tabHref(page, href)).toBe(expected);
});

it.each([
  ['/catalog/default/component/gateway', '/catalog'],
  ['/catalog', '/catalog'],
  ['', '/'],
])('%s belongs to %s', (page, section) => {
  expect(sectionPath(page)).toBe(section);
});
