import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  LandingScope,
  ServiceFacts,
  StatePublication,
} from '@goreliable/plugin-home-common';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';

/** Who looks at the page. */
export interface Viewer {
  readonly credentials: BackstageCredentials;
  readonly userEntityRef: string;
  readonly ownershipEntityRefs: readonly string[];
}

/** The services that a page is about. */
export interface FoundServices {
  readonly services: readonly ServiceFacts[];
  /** How many more there are, which were not read. */
  readonly unread: number;
}

/** Finds the services that a page is about; answers only what the viewer may read. */
export interface ServiceFinder {
  find(viewer: Viewer, scope: LandingScope): Promise<FoundServices>;
}

/** Finds what happened lately; answers only what the viewer may read. */
export interface EventFinder {
  find(
    viewer: Viewer,
    entityRefs: readonly string[] | 'all',
  ): Promise<TimelineEvent[]>;
}

/** What a viewer may read of what was published. */
export interface VisiblePublications {
  readonly publications: readonly StatePublication[];
  /** Refs of services of which the viewer may not read everything, published or not. */
  readonly unreadable: ReadonlySet<string>;
}

/** Leaves of publications what the viewer may read. */
export interface PublicationFilter {
  visible(
    viewer: Viewer,
    services: readonly ServiceFacts[],
    publications: readonly StatePublication[],
  ): Promise<VisiblePublications>;
}
