import {
  ANNOTATION_EDIT_URL,
  GroupEntity,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import {
  EntityInfoCard,
  useEntity,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import { EntityLink } from '../shared/EntityLink';
import { targetsOf } from './owned';
import './organisation.css';

/** Relations of people and teams to teams, as a reader asks for them. */
const relations = [
  ['memberOf', 'Member of'],
  ['childOf', 'Part of'],
  ['parentOf', 'Teams'],
  ['leaderOf', 'Leads'],
  ['hasLeader', 'Led by'],
] as const;

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function TeamLink(props: { entityRef: string }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return <EntityLink entityRef={props.entityRef} label={primaryTitle} />;
}

/** Who a person or a team is, and how to reach them. */
export function AboutCard() {
  const { entity } = useEntity<GroupEntity | UserEntity>();
  const { annotations, description } = entity.metadata;
  const email = entity.spec.profile?.email;
  const editUrl = annotations?.[ANNOTATION_EDIT_URL];
  return (
    <EntityInfoCard
      title="About"
      headerActions={
        editUrl && (
          <a className="gr-link gr-about-edit" href={editUrl}>
            Edit
          </a>
        )
      }
    >
      {description && <p className="gr-about-text">{description}</p>}
      <dl className="gr-facts">
        {email && (
          <Fact name="E-mail">
            <a className="gr-link" href={`mailto:${email}`}>
              {email}
            </a>
          </Fact>
        )}
        {relations.map(([type, name]) => {
          const targets = targetsOf(entity, type);
          return (
            targets.length > 0 && (
              <Fact key={type} name={name}>
                <ul>
                  {targets.map(target => (
                    <li key={target}>
                      <TeamLink entityRef={target} />
                    </li>
                  ))}
                </ul>
              </Fact>
            )
          );
        })}
        <Fact name="Reference">
          <code>{stringifyEntityRef(entity)}</code>
        </Fact>
      </dl>
    </EntityInfoCard>
  );
}
