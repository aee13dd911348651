import {
  HealthState,
  SourceStatus,
  compareHealth,
  healthStates,
  worstHealth,
} from '@goreliable/upstream-common';
import { EntityState, LandingService } from './schema';

/** More services than this say nothing at a glance; the catalog lists them all. */
export const maxLandingServices = 200;

/** What the landing page needs of a catalog entity. */
export interface ServiceFacts {
  readonly entityRef: string;
  readonly title: string;
  readonly description?: string;
  readonly type: string;
  readonly lifecycle?: string;
  readonly owner?: string;
  readonly system?: string;
}

/** What one plugin published. */
export interface SourceStates {
  readonly source: string;
  readonly states: readonly EntityState[];
  readonly sources: readonly SourceStatus[];
}

/**
 * Joins services with what the plugins say of them: the most urgent first, then by title.
 *
 * @param unreadable - refs of services whose states the viewer may not, or not all, read
 */
export function toLandingServices(
  services: readonly ServiceFacts[],
  published: readonly SourceStates[],
  unreadable: ReadonlySet<string> = new Set(),
): LandingService[] {
  const statesOf = new Map<string, LandingService['states']>();
  for (const { source, states } of published) {
    for (const { entityRef, ...state } of states) {
      const known = statesOf.get(entityRef) ?? [];
      statesOf.set(entityRef, [...known, { ...state, source }]);
    }
  }
  return services
    .map(service => {
      const states = [...(statesOf.get(service.entityRef) ?? [])].sort(
        (a, b) =>
          compareHealth(a.state, b.state) ||
          a.source.localeCompare(b.source, 'en'),
      );
      return {
        ...service,
        states,
        state: stateOf(states),
        ...(states.length === 0 && {
          statesMissing: missingBecause(service.entityRef),
        }),
      };
    })
    .sort(
      (a, b) =>
        compareHealth(a.state, b.state) || a.title.localeCompare(b.title, 'en'),
    );

  function missingBecause(entityRef: string): LandingService['statesMissing'] {
    if (published.length === 0) {
      return 'not-published';
    }
    return unreadable.has(entityRef) ? 'not-permitted' : 'not-watched';
  }
}

function stateOf(states: LandingService['states']): HealthState {
  return worstHealth(states.map(({ state }) => state));
}

/** How many services are in each state, in the order of urgency, without the empty ones. */
export function countByState(
  services: readonly Pick<LandingService, 'state'>[],
): Array<{ state: HealthState; count: number }> {
  return [...healthStates]
    .sort(compareHealth)
    .map(state => ({
      state,
      count: services.filter(service => service.state === state).length,
    }))
    .filter(({ count }) => count > 0);
}
