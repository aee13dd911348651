import { useMemo } from 'react';
import {
  appTreeApiRef,
  coreExtensionData,
  routeResolutionApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { navGroups } from '../nav/navGroups';

/** A page of the portal that needs no parameter. */
export type StaticPage = { id: string; title: string; href: string };

const words = new Map(
  navGroups
    .flatMap(({ places }) => places)
    .map(({ page, title }) => [page, title]),
);

/** All pages that exist and can be gone to as they are. */
export function usePages(): StaticPage[] {
  const appTree = useApi(appTreeApiRef);
  const routeResolution = useApi(routeResolutionApiRef);
  return useMemo(() => {
    const { tree } = appTree.getTree();
    const nodes = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
    return (nodes ?? []).flatMap(({ spec, instance }) => {
      const routeRef = instance?.getData(coreExtensionData.routeRef);
      const title =
        words.get(spec.id) ??
        instance?.getData(coreExtensionData.title) ??
        spec.plugin.title;
      if (!routeRef || !title || spec.disabled) {
        return [];
      }
      try {
        const href = routeResolution.resolve(routeRef)?.();
        return href ? [{ id: spec.id, title, href }] : [];
      } catch {
        // A page that needs parameters is not a place one can just go to.
        return [];
      }
    });
  }, [appTree, routeResolution]);
}
