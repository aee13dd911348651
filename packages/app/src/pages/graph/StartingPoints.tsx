import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { CardSkeleton, EmptyState, ErrorPanel } from '@goreliable/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { catalogFields } from '../catalog/catalogRequest';
import { toCatalogRow } from '../catalog/catalogRow';
import { pagesQueryClient } from '../shared/queryClient';

/** As many as a person would look through; the rest is found by search. */
const mostSystems = 50;

/** Shown when the address names no entity: where one may begin. */
export function StartingPoints(props: {
  hrefAround: (entityRef: string) => string;
}) {
  const catalogApi = useApi(catalogApiRef);
  const { data, error, refetch } = useQuery(
    {
      queryKey: ['catalog', 'systems'],
      queryFn: async () => {
        const { items } = await catalogApi.queryEntities({
          filter: { kind: 'system' },
          fields: catalogFields,
          limit: mostSystems,
        });
        return items.map(toCatalogRow);
      },
    },
    pagesQueryClient,
  );
  if (error && !data) {
    return (
      <ErrorPanel
        title="The systems could not be listed"
        error={error}
        onRetry={refetch}
      />
    );
  }
  if (!data) {
    return <CardSkeleton label="Loading systems" />;
  }
  return (
    <EmptyState
      title="Whose relations?"
      description="A graph begins at an entity: open its page and choose View graph, or begin at a system."
      action={
        <ul className="gr-graph-starts" aria-label="Systems">
          {data.map(({ entityRef, title }) => (
            <li key={entityRef}>
              <Link className="gr-button" to={props.hrefAround(entityRef)}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  );
}
