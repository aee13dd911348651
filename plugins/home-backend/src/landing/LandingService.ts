import { LoggerService } from '@backstage/backend-plugin-api';
import { PreparedAnswer } from '@goreliable/answers';
import { LandingScope } from '@goreliable/plugin-home-common';
import {
  timelineBucket,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';
import { SourceStatus } from '@goreliable/upstream-common';
import { StateStore } from '../store/StateStore';
import { composeLanding } from './composeLanding';
import { withoutSilence } from './withoutSilence';
import { EventFinder, PublicationFilter, ServiceFinder, Viewer } from './ports';

/** A page this young is given as it is. */
const freshForMs = 10_000;
/** A page up to this age is given at once, and made anew behind the answer. */
const usableForMs = 5 * 60_000;
/** Pages kept at once: the people who look at the portal in a morning. */
const maxEntries = 1000;

interface Entry {
  readonly answer: PreparedAnswer;
  readonly madeAt: number;
  /** The changes that had been heard of when the page was begun. */
  readonly generation: number;
  readonly events: readonly TimelineEvent[];
  /** Where the timeline keeps what happens to the page's services. */
  readonly buckets: ReadonlySet<number> | 'all';
}

interface LandingDependencies {
  readonly services: ServiceFinder;
  readonly events: EventFinder;
  readonly store: StateStore;
  readonly sight: PublicationFilter;
  readonly logger: LoggerService;
  readonly now: () => number;
}

/**
 * Makes the landing page for a viewer and keeps it ready: the browser's one request
 * is answered from memory in the usual case.
 */
export class LandingService {
  readonly #deps: LandingDependencies;
  readonly #entries = new Map<string, Entry>();
  readonly #inFlight = new Map<string, Promise<PreparedAnswer>>();
  #generation = 0;
  /** The change after which no page was current. */
  #lastForAll = 0;
  /** The last change in each of the timeline's buckets. */
  readonly #lastInBucket = new Map<number, number>();

  constructor(deps: LandingDependencies) {
    this.#deps = deps;
  }

  /** What is kept no longer holds: the next request makes the page anew. */
  invalidate(): void {
    this.#generation += 1;
    this.#lastForAll = this.#generation;
  }

  /** The same for the pages that tell what happens to entities of these buckets. */
  invalidateEvents(buckets: readonly number[]): void {
    this.#generation += 1;
    for (const bucket of buckets) {
      this.#lastInBucket.set(bucket, this.#generation);
    }
  }

  async landing(viewer: Viewer, scope: LandingScope): Promise<PreparedAnswer> {
    const key = `${scope} ${viewer.userEntityRef} ${[
      ...viewer.ownershipEntityRefs,
    ]
      .sort()
      .join(' ')}`;
    const entry = this.#entries.get(key);
    const ageMs = entry ? this.#deps.now() - entry.madeAt : Infinity;
    if (!entry || !this.#isCurrent(entry) || ageMs > usableForMs) {
      return this.#make(key, viewer, scope);
    }
    if (ageMs > freshForMs) {
      this.#make(key, viewer, scope).catch(error =>
        this.#deps.logger.warn(
          `The landing page could not be renewed: ${error}`,
        ),
      );
    }
    return entry.answer;
  }

  #isCurrent({ generation, buckets }: Entry): boolean {
    return (
      generation >= this.#lastForAll &&
      ![...this.#lastInBucket].some(
        ([bucket, last]) =>
          last > generation && (buckets === 'all' || buckets.has(bucket)),
      )
    );
  }

  #make(
    key: string,
    viewer: Viewer,
    scope: LandingScope,
  ): Promise<PreparedAnswer> {
    // A page that is being made for an older generation would hide the change.
    const flight = `${this.#generation} ${key}`;
    const running = this.#inFlight.get(flight);
    if (running) {
      return running;
    }
    const started = this.#compose(key, viewer, scope).finally(() =>
      this.#inFlight.delete(flight),
    );
    this.#inFlight.set(flight, started);
    return started;
  }

  async #compose(
    key: string,
    viewer: Viewer,
    scope: LandingScope,
  ): Promise<PreparedAnswer> {
    const generation = this.#generation;
    const { services: finder, store, sight, now } = this.#deps;
    const [{ services, unread }, stored] = await Promise.all([
      finder.find(viewer, scope),
      store.list(),
    ]);
    const published = stored.publications.map(each =>
      withoutSilence(each, now()),
    );
    const entityRefs =
      scope === 'all' ? 'all' : services.map(({ entityRef }) => entityRef);
    const [visible, { events, failures }] = await Promise.all([
      sight.visible(viewer, services, published),
      this.#recentEvents(
        viewer,
        entityRefs,
        this.#entries.get(key)?.events ?? [],
      ),
    ]);
    const owned = new Set(viewer.ownershipEntityRefs);
    const answer = new PreparedAnswer(
      composeLanding({
        scope,
        ownsServices: services.some(({ owner }) => owner && owned.has(owner)),
        services,
        ...visible,
        events,
        unread,
        failures: [
          ...(unread > 0
            ? [partOfCatalog(services.length, unread, now())]
            : []),
          ...stored.unreadable.map(unreadableSource),
          ...failures,
        ],
      }),
    );
    this.#keep(key, {
      answer,
      madeAt: now(),
      generation,
      events,
      buckets:
        entityRefs === 'all' ? 'all' : new Set(entityRefs.map(timelineBucket)),
    });
    return answer;
  }

  /** The timeline is a part of the page, not a condition for it. */
  async #recentEvents(
    viewer: Viewer,
    entityRefs: readonly string[] | 'all',
    lastKnown: readonly TimelineEvent[],
  ): Promise<{ events: readonly TimelineEvent[]; failures: SourceStatus[] }> {
    try {
      return {
        events: await this.#deps.events.find(viewer, entityRefs),
        failures: [],
      };
    } catch (error) {
      this.#deps.logger.warn(`The timeline did not answer: ${error}`);
      return {
        events: lastKnown,
        failures: [
          {
            name: 'timeline',
            state: 'unreachable',
            error: 'The timeline did not answer: what is shown of it is old',
          },
        ],
      };
    }
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (this.#entries.size > maxEntries) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }
}

function unreadableSource(name: string): SourceStatus {
  return {
    name,
    state: 'unreachable',
    error: 'What it published cannot be read, and is left out',
  };
}

function partOfCatalog(
  read: number,
  unread: number,
  now: number,
): SourceStatus {
  return {
    name: 'catalog',
    state: 'stale',
    asOf: new Date(now).toISOString(),
    error: `Only ${read} of its ${
      read + unread
    } services were looked at: others may need somebody`,
  };
}
