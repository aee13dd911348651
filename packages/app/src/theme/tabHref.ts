/** The app-absolute address of a page's tab, whose own may be relative to the page. */
export function tabHref(pagePath: string, href: string): string {
  return href.startsWith('/')
    ? href
    : `${pagePath}/${href}`.replace(/\/{2,}/g, '/');
}
