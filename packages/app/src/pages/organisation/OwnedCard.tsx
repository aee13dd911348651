import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import {
  catalogApiRef,
  EntityInfoCard,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { CardSkeleton, EmptyState, ErrorPanel } from '@goreliable/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { tableKey } from '../catalog/catalogView';
import { labelOfKind } from '../catalog/kinds';
import { Related } from '../entity/Related';
import { pagesQueryClient } from '../shared/queryClient';
import { askOwned, OwnedKind } from './owned';
import './organisation.css';

/** Entities named for each kind; the catalog has all of them. */
const namedEntities = 8;

function Kind(props: { owned: OwnedKind; owners: readonly string[] }) {
  const { kind, rows } = props.owned;
  const catalogRoute = useRouteRef(catalogPlugin.routes.catalogIndex);
  const label = labelOfKind(kind);
  const filter = new URLSearchParams({ kind });
  props.owners.forEach(owner => filter.append(`${tableKey}.owner`, owner));
  return (
    <section>
      <h4>
        {label} <span className="gr-numbers">{rows.length}</span>
      </h4>
      <ul>
        {rows.slice(0, namedEntities).map(row => (
          <Related
            key={row.entityRef}
            entityRef={row.entityRef}
            row={row}
            isMissing={false}
          />
        ))}
      </ul>
      {rows.length > namedEntities && catalogRoute && (
        <Link
          className="gr-link gr-owned-all"
          to={`${catalogRoute()}?${filter}`}
        >
          All {rows.length} in the catalog
        </Link>
      )}
    </section>
  );
}

/** What a person with their teams, or a team with those below it, answers for. */
export function OwnedCard() {
  const catalogApi = useApi(catalogApiRef);
  const { entity } = useEntity();
  const { data, error, refetch } = useQuery(
    {
      queryKey: ['catalog', 'owned', stringifyEntityRef(entity)],
      queryFn: () => askOwned(entity, catalogApi),
    },
    pagesQueryClient,
  );
  return (
    <EntityInfoCard title="Owns">
      <div className="gr-relations">
        {error && !data && (
          <ErrorPanel
            title="What is owned could not be listed"
            error={error}
            onRetry={refetch}
          />
        )}
        {!data && !error && <CardSkeleton label="Loading what is owned" />}
        {data?.kinds.map(owned => (
          <Kind key={owned.kind} owned={owned} owners={data.owners} />
        ))}
        {data?.kinds.length === 0 && (
          <EmptyState
            title="Owns nothing yet"
            description="Owners are written in each entity's catalog-info.yaml, as spec.owner."
          />
        )}
        {data?.isCut && (
          <p className="gr-card-note">
            More than these are owned; the numbers are of the first{' '}
            {data.kinds.reduce((sum, { rows }) => sum + rows.length, 0)}.
          </p>
        )}
      </div>
    </EntityInfoCard>
  );
}
