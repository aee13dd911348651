import { AppTree, coreExtensionData } from '@backstage/frontend-plugin-api';
import { pageHrefs } from './pageHrefs';

/** As much of a node as is read. */
function page(id: string, path: string | undefined) {
  const getData = (ref: { id: string }) =>
    ref.id === coreExtensionData.routePath.id ? path : undefined;
  return { spec: { id }, instance: { getData } };
}

function treeOf(...pages: object[]) {
  const attachments = new Map([['routes', pages]]);
  return {
    nodes: new Map([['app/routes', { edges: { attachments } }]]),
  } as unknown as AppTree;
}

it('knows where each page is that is there', () => {
  const hrefs = pageHrefs(
    treeOf(
      page('page:home', '/'),
      page('page:catalog', '/catalog'),
      page('page:docs', 'docs/'),
      // Turned off: in the tree, but not made.
      { spec: { id: 'page:off' } },
      page('page:without-address', undefined),
    ),
  );
  expect(Object.fromEntries(hrefs)).toEqual({
    'page:home': '/',
    'page:catalog': '/catalog',
    'page:docs': '/docs',
  });
});

it('knows no page of an app without any', () => {
  const empty = { nodes: new Map() } as unknown as AppTree;
  expect(pageHrefs(empty).size).toBe(0);
});
