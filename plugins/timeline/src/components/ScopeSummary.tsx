import { ReactNode } from 'react';
import {
  TimelineEventList,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import { Disclosure } from '@goreliable/ui';
import { EntityName } from './EntityName';

/** How an entity is connected to the one that led to it, by relation. */
const connections: Record<string, (via: ReactNode) => ReactNode> = {
  dependsOn: via => <>{via} depends on it</>,
  consumesApi: via => <>{via} consumes it</>,
  apiProvidedBy: via => <>provides {via}</>,
  hasPart: via => <>part of {via}</>,
  ownerOf: via => <>owned by {via}</>,
  parentOf: via => <>below {via}</>,
};

function Connection({ via, relation, hops }: TimelineScopeEntity) {
  if (via === undefined || relation === undefined) {
    return null;
  }
  const name = <EntityName entityRef={via} />;
  return (
    <span className="gr-timeline-meta">
      {hops > 0 && <>{hops === 1 ? '1 step' : `${hops} steps`} away: </>}
      {connections[relation]?.(name) ?? (
        <>
          {relation} of {name}
        </>
      )}
    </span>
  );
}

/** Which entities a listing covers beyond the one asked for. */
export function ScopeSummary(props: {
  scope: NonNullable<TimelineEventList['scope']>;
}) {
  const { entities, truncated } = props.scope;
  if (entities.length < 2) {
    return null;
  }
  return (
    <Disclosure
      className="gr-button--quiet"
      label={`Covers ${entities.length} entities`}
    >
      <ul className="gr-timeline-scope">
        {entities.map(entity => (
          <li key={entity.entityRef}>
            <EntityName entityRef={entity.entityRef} />
            <Connection {...entity} />
          </li>
        ))}
      </ul>
      {truncated && (
        <p className="gr-timeline-meta">
          There are more; only the nearest are covered.
        </p>
      )}
    </Disclosure>
  );
}
