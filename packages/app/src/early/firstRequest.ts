import { catalogFields, pageSize } from '../pages/catalog/catalogRequest';

/** As the client of the catalog writes them. */
function catalogAddress(): string {
  const filter = encodeURIComponent('kind=component');
  return `/api/catalog/entities/by-query?fields=${catalogFields}&limit=${pageSize}&filter=${filter}`;
}

/**
 * The request that decides when a page has its data, by the page's path. It has to be the
 * one that the page makes, to the letter; if it is another one, nothing breaks: the page
 * asks, and what was asked early is lost.
 */
const firstRequests: Record<
  string,
  (search: URLSearchParams) => string | undefined
> = {
  '/': search =>
    search.has('scope') ? undefined : '/api/home/landing?scope=mine',
  '/slo': () => '/api/slo/overview',
  // Other kinds and scopes, and the addresses of the stock page, are asked for otherwise.
  '/catalog': search =>
    [...search.keys()].some(key => /^(kind|scope|filters)\b/.test(key))
      ? undefined
      : catalogAddress(),
};

/**
 * What the page at an address will ask first, if that is known.
 *
 * @param pathname - below the app's own base path
 */
export function firstRequest(
  pathname: string,
  search: string,
): string | undefined {
  const path = pathname.replace(/(.)\/+$/, '$1');
  return Object.hasOwn(firstRequests, path)
    ? firstRequests[path](new URLSearchParams(search))
    : undefined;
}
