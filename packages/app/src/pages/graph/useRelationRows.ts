import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { catalogFields } from '../catalog/catalogRequest';
import { toCatalogRow } from '../catalog/catalogRow';
import { pagesQueryClient } from '../shared/queryClient';
import type { GraphView } from './graphView';
import type { RelatedRow, RelationRows } from './relationGraph';

/** More than these no picture can show, and no list needs to. */
export const mostEntities = 250;

const fields = [...catalogFields, 'relations'];

/** Asks for the entities around some, one ring of neighbours with each request; cut where there are too many. */
async function askAround(
  catalogApi: CatalogApi,
  { roots, depth }: Pick<GraphView, 'roots' | 'depth'>,
): Promise<RelationRows & { isCut: boolean }> {
  const rows = new Map<string, RelatedRow>();
  const asked = new Set<string>();
  let next = [...roots];
  let isCut = false;
  for (let ring = 0; ring <= depth && next.length > 0; ring += 1) {
    isCut ||= asked.size + next.length > mostEntities;
    const entityRefs = next.slice(0, mostEntities - asked.size);
    if (entityRefs.length === 0) {
      break;
    }
    entityRefs.forEach(entityRef => asked.add(entityRef));
    const { items } = await catalogApi.getEntitiesByRefs({
      entityRefs,
      fields,
    });
    const found = items.flatMap(entity => entity ?? []);
    found.forEach(entity =>
      rows.set(stringifyEntityRef(entity), {
        ...toCatalogRow(entity),
        relations: entity.relations ?? [],
      }),
    );
    const neighbours = found.flatMap(({ relations = [] }) =>
      relations.map(({ targetRef }) => targetRef),
    );
    next = [...new Set(neighbours)].filter(target => !asked.has(target)).sort();
  }
  return { rows, asked, isCut };
}

/** The entities around those in the middle; the last ones stay until others are there. */
export function useRelationRows(view: GraphView) {
  const catalogApi = useApi(catalogApiRef);
  const { roots, depth } = view;
  return useQuery(
    {
      queryKey: ['catalog', 'relations', roots, depth],
      queryFn: () => askAround(catalogApi, { roots, depth }),
      enabled: roots.length > 0,
      placeholderData: keepPreviousData,
    },
    pagesQueryClient,
  );
}
