import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { catalogFields } from '../catalog/catalogRequest';
import { CatalogRow, toCatalogRow } from '../catalog/catalogRow';
import { pagesQueryClient } from '../shared/queryClient';
import { relatedRefs } from './relations';

/** What the catalog knows of everything that the entity is related to, by reference. */
export function useRelated(entity: Entity) {
  const catalogApi = useApi(catalogApiRef);
  const entityRefs = relatedRefs(entity);
  return useQuery(
    {
      queryKey: ['catalog', 'related', entityRefs],
      queryFn: async () => {
        const { items } = await catalogApi.getEntitiesByRefs({
          entityRefs,
          fields: catalogFields,
        });
        return new Map<string, CatalogRow>(
          items.flatMap(item => {
            const row = item && toCatalogRow(item);
            return row ? [[row.entityRef, row] as const] : [];
          }),
        );
      },
    },
    pagesQueryClient,
  );
}
