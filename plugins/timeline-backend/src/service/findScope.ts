import { TimelineScopeEntity } from '@goreliable/plugin-timeline-common';
import { dependencySteps } from './dependencies';
import { RelatedEntity } from './ports';

/** Entities one listing covers at most: each costs an index lookup. */
export const maxScopeEntities = 200;

/** The entities a listing is about. */
export interface Scope {
  /** Nearest first. */
  entities: TimelineScopeEntity[];
  /** True if there were more than {@link maxScopeEntities}. */
  truncated: boolean;
}

/**
 * Walks from entities to what they depend on, nearest first, asking for the
 * relations of each ring of entities at once.
 *
 * @param read - gives the entities that exist and may be seen; others are
 *   neither part of the scope nor walked through
 */
export async function findScope(
  startRefs: readonly string[],
  maxHops: number,
  read: (entityRefs: string[]) => Promise<RelatedEntity[]>,
): Promise<Scope> {
  const found = new Map<string, TimelineScopeEntity>();
  const seen = new Set<string>();
  let truncated = false;
  // One ring per number of hops; a ring grows while its parts are unfolded.
  const rings: TimelineScopeEntity[][] = [
    startRefs.map(entityRef => ({ entityRef, hops: 0 })),
  ];
  for (let hops = 0; hops <= maxHops && rings[hops]; hops++) {
    for (
      let wave: TimelineScopeEntity[] = rings[hops], next = wave;
      wave.length > 0;
      wave = next
    ) {
      next = [];
      const fresh = new Map<string, TimelineScopeEntity>();
      for (const candidate of wave) {
        if (!seen.has(candidate.entityRef)) {
          fresh.set(
            candidate.entityRef,
            fresh.get(candidate.entityRef) ?? candidate,
          );
        }
      }
      const room = maxScopeEntities - found.size;
      truncated ||= fresh.size > room;
      const asked = [...fresh.keys()].slice(0, room);
      asked.forEach(entityRef => seen.add(entityRef));
      for (const entity of asked.length > 0 ? await read(asked) : []) {
        found.set(entity.entityRef, fresh.get(entity.entityRef)!);
        for (const step of dependencySteps(entity)) {
          const reached = {
            entityRef: step.targetRef,
            hops: hops + step.hops,
            via: entity.entityRef,
            relation: step.relation,
          };
          if (step.hops === 0) {
            next.push(reached);
          } else {
            (rings[hops + 1] ??= []).push(reached);
          }
        }
      }
    }
  }
  return { entities: [...found.values()], truncated };
}
