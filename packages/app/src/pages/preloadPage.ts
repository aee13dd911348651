import { loadSloPages } from '@goreliable/plugin-slo';
import { loadCatalogPage } from './catalog';

/** Pages whose code is not part of the first load, by their path. */
const pageCode: readonly [RegExp, () => Promise<unknown>][] = [
  [/^\/slo(\/|$)/, loadSloPages],
  [/^\/catalog\/?$/, loadCatalogPage],
];

/**
 * Loads the code of the page at an address while the app is put together, and not only
 * when it comes to show the page.
 *
 * @param pathname - below the app's own base path
 */
export function preloadPage(pathname: string): void {
  const [, load] = pageCode.find(([path]) => path.test(pathname)) ?? [];
  // What cannot be loaded now is asked for again by the page, which says so.
  load?.().catch(() => {});
}
