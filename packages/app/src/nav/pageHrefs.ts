import {
  AppTree,
  appTreeApiRef,
  coreExtensionData,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/**
 * Where the pages are, by extension id. Read off the app tree: pages of the side bar are
 * never below another one, and asking the router for each of them would match all routes of
 * the app a dozen times before anything is shown.
 */
export function pageHrefs(tree: AppTree): ReadonlyMap<string, string> {
  const pages = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
  return new Map(
    (pages ?? []).flatMap(({ spec, instance }) => {
      // A page that is turned off has no instance.
      const path = instance?.getData(coreExtensionData.routePath);
      return path === undefined
        ? []
        : [[spec.id, `/${path.replace(/^\/+|\/+$/g, '')}`] as const];
    }),
  );
}

export function usePageHrefs(): ReadonlyMap<string, string> {
  const appTreeApi = useApi(appTreeApiRef);
  return useMemo(() => pageHrefs(appTreeApi.getTree().tree), [appTreeApi]);
}
