import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ErrorPanel } from '@goreliable/ui';
import { Related } from './Related';
import { RelationCard, relationGroups } from './relations';
import { useRelated } from './useRelated';
import './entity.css';

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
