import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Choice } from '../ChoiceField';

const ofTeam = 'Of the owning team';
const ofOthers = 'Of other teams';

function isOwnedBy(system: Entity, owner: string | undefined): boolean {
  return (system.relations ?? []).some(
    ({ type, targetRef }) => type === 'ownedBy' && targetRef === owner,
  );
}

/** Systems as choices by title, those of the owner first. */
export function systemChoices(
  systems: readonly Entity[],
  owner: string | undefined,
): Choice[] {
  const choices = systems.map(system => ({
    ref: stringifyEntityRef(system),
    title: system.metadata.title ?? system.metadata.name,
    description: system.metadata.description,
    group: isOwnedBy(system, owner) ? ofTeam : ofOthers,
  }));
  return choices.sort(
    (one, other) =>
      Number(other.group === ofTeam) - Number(one.group === ofTeam) ||
      one.title.localeCompare(other.title),
  );
}
