import {
  Entity,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityInfoCard,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { CardSkeleton, EmptyState, ErrorPanel } from '@goreliable/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EntityLink, nameOf } from '../shared/EntityLink';
import { pagesQueryClient } from '../shared/queryClient';
import { initialsOf } from './initials';
import { targetsOf } from './owned';
import './organisation.css';

/** A team larger than this is shown when it is asked for. */
const shownAtFirst = 24;

type Member = { entityRef: string; name: string; email?: string };

function toMember(entityRef: string, entity: Entity | undefined): Member {
  const { profile } = (entity as UserEntity | undefined)?.spec ?? {};
  return {
    entityRef,
    name: profile?.displayName ?? entity?.metadata.title ?? nameOf(entityRef),
    email: profile?.email,
  };
}

function MemberItem(props: { member: Member }) {
  const { entityRef, name, email } = props.member;
  return (
    <li className="gr-member">
      <span className="gr-initials" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className="gr-member-words">
        <EntityLink entityRef={entityRef} label={name} />
        {email && (
          <a className="gr-member-email" href={`mailto:${email}`}>
            {email}
          </a>
        )}
      </span>
    </li>
  );
}

/** The people of a team. */
export function MembersCard() {
  const catalogApi = useApi(catalogApiRef);
  const { entity } = useEntity();
  const [isWhole, setWhole] = useState(false);
  const entityRefs = targetsOf(entity, 'hasMember');
  const { data, error, refetch } = useQuery(
    {
      queryKey: ['catalog', 'members', stringifyEntityRef(entity), entityRefs],
      queryFn: async () => {
        const { items } = await catalogApi.getEntitiesByRefs({
          entityRefs,
          fields: ['kind', 'metadata', 'spec.profile'],
        });
        return entityRefs
          .map((entityRef, index) => toMember(entityRef, items[index]))
          .sort((one, other) => one.name.localeCompare(other.name));
      },
      enabled: entityRefs.length > 0,
    },
    pagesQueryClient,
  );
  const shown = isWhole ? data : data?.slice(0, shownAtFirst);
  return (
    <EntityInfoCard
      title={
        entityRefs.length > 0 ? `Members (${entityRefs.length})` : 'Members'
      }
    >
      {entityRefs.length === 0 && (
        <EmptyState
          title="No members"
          description="Nobody has this team under spec.memberOf. People may be members of the teams below it."
        />
      )}
      {error && !data && (
        <ErrorPanel
          title="The members could not be listed"
          error={error}
          onRetry={refetch}
        />
      )}
      {entityRefs.length > 0 && !data && !error && (
        <CardSkeleton label="Loading members" />
      )}
      {shown && (
        <ul className="gr-members">
          {shown.map(member => (
            <MemberItem key={member.entityRef} member={member} />
          ))}
        </ul>
      )}
      {data && shown && shown.length < data.length && (
        <button
          type="button"
          className="gr-button gr-button--small"
          onClick={() => setWhole(true)}
        >
          Show all {data.length}
        </button>
      )}
    </EntityInfoCard>
  );
}
