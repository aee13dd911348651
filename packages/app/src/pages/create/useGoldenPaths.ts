import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { pagesQueryClient } from '../shared/queryClient';
import { goldenPathFields, toGoldenPath } from './goldenPath';

/** Far more than a person would choose from. */
const mostPaths = 500;

/** All templates that the person may see. */
export function useGoldenPaths() {
  const catalogApi = useApi(catalogApiRef);
  return useQuery(
    {
      queryKey: ['catalog', 'golden-paths'],
      queryFn: async () => {
        const { items } = await catalogApi.queryEntities({
          filter: { kind: 'template' },
          fields: goldenPathFields,
          limit: mostPaths,
        });
        return items.map(toGoldenPath);
      },
    },
    pagesQueryClient,
  );
}
