import {
  Landing,
  LandingScope,
  ServiceFacts,
  maxLandingServices,
  toLandingServices,
} from '@goreliable/plugin-home-common';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { VisiblePublications } from './ports';

/** Everything that the page is made of, as it was read. */
export interface LandingFacts extends VisiblePublications {
  readonly scope: LandingScope;
  readonly ownsServices: boolean;
  readonly services: readonly ServiceFacts[];
  /** How many more services there are, of which nothing is known here. */
  readonly unread: number;
  readonly events: readonly TimelineEvent[];
  /** The portal's own parts that did not answer, or not with all that they have. */
  readonly failures: readonly SourceStatus[];
}

/** The page for one viewer, out of what was read for that viewer. */
export function composeLanding(facts: LandingFacts): Landing {
  const services = toLandingServices(
    facts.services,
    facts.publications,
    facts.unreadable,
  );
  return {
    scope: facts.scope,
    ownsServices: facts.ownsServices,
    services: services.slice(0, maxLandingServices),
    omittedServices:
      Math.max(0, services.length - maxLandingServices) + facts.unread,
    events: [...facts.events],
    sources: [
      ...facts.publications.flatMap(({ sources }) => sources),
      ...facts.failures,
    ],
  };
}
