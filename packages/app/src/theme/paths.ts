/** The app-absolute address of a page's tab, whose own may be relative to the page. */
export function tabHref(pagePath: string, href: string): string {
  return href.startsWith('/')
    ? href
    : `${pagePath}/${href}`.replace(/\/{2,}/g, '/');
}

/**
 * Where the part of the portal begins that a page belongs to. A plugin's pages
 * lie under its first one (`/catalog/default/component/gateway` under
 * `/catalog`), and not every plugin names that one as its root.
 */
export function sectionPath(pagePath: string): string {
  return `/${pagePath.split('/').find(Boolean) ?? ''}`;
}
