import { parseEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ErrorPanel } from '@goreliable/ui';
import type { CatalogRow } from '../catalog/catalogRow';
import { EntityLink, nameOf } from '../shared/EntityLink';
import { RelationCard, relationGroups } from './relations';
import { useRelated } from './useRelated';
import './entity.css';

function kindWords(entityRef: string, row: CatalogRow | undefined): string {
  const { kind } = parseEntityRef(entityRef);
  return [
    row?.type ?? row?.kind ?? kind,
    row?.lifecycle,
    row?.owner && nameOf(row.owner),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Related(props: {
  entityRef: string;
  row: CatalogRow | undefined;
  /** The catalog has answered, and does not know it. */
  isMissing: boolean;
}) {
  const { entityRef, row, isMissing } = props;
  return (
    <li className="gr-related">
      <span className="gr-related-name">
        {isMissing ? (
          <span title={entityRef}>{nameOf(entityRef)}</span>
        ) : (
          <EntityLink entityRef={entityRef} label={row?.title} />
        )}
      </span>
      <span className="gr-related-kind">
        {isMissing
          ? 'Not in the catalog, or not for you to read'
          : kindWords(entityRef, row)}
      </span>
      {row?.description && (
        <span className="gr-related-text" title={row.description}>
          {row.description}
        </span>
      )}
    </li>
  );
}

/** What the entity of the page is related to, in one way or another. */
export function RelationsCard(props: { card: RelationCard }) {
  const { card } = props;
  const { entity } = useEntity();
  const { data, error, refetch } = useRelated(entity);
  return (
    <EntityInfoCard title={card.title}>
      <div className="gr-relations">
        {error && !data && (
          <ErrorPanel
            title="Only names can be shown"
            error={error}
            onRetry={refetch}
          />
        )}
        {relationGroups(entity, card).map(({ title, entityRefs }) => (
          <section key={title}>
            <h4>{title}</h4>
            <ul>
              {entityRefs.map(entityRef => (
                <Related
                  key={entityRef}
                  entityRef={entityRef}
                  row={data?.get(entityRef)}
                  isMissing={data !== undefined && !data.has(entityRef)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </EntityInfoCard>
  );
}
