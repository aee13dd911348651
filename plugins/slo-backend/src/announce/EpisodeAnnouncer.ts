import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { durationInWords, rateInWords } from '@goreliable/plugin-slo-common';
import {
  timelineEventId,
  TimelineEventInput,
} from '@goreliable/plugin-timeline-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import { Clock } from '../ports';
import { Announcement, SloStore } from '../store/types';

/** Older news is no news: it is dropped untold. */
const tellWithinMs = 24 * 3_600_000;

/**
 * Tells the timeline, and the owners, when an SLO begins to burn at page rate
 * and when that is over. What cannot be told now is told after the next
 * refresh; whoever is told twice stores it once.
 */
export class EpisodeAnnouncer {
  constructor(
    private readonly deps: {
      store: Pick<SloStore, 'announcements' | 'announced'>;
      timeline: Pick<TimelineService, 'publish'>;
      notifications: NotificationService;
      logger: LoggerService;
      now: Clock;
    },
  ) {}

  /** Tells everything of one source that is still to be told. Never fails. */
  async announce(source: string): Promise<void> {
    const { store, logger, now } = this.deps;
    const failedChannels = new Set<Announcement['channel']>();
    for (const announcement of await store.announcements(source)) {
      const { channel, createdAtMs } = announcement;
      // A channel that is down fails for all; its news also keep their order.
      if (failedChannels.has(channel)) {
        continue;
      }
      try {
        if (now() - createdAtMs < tellWithinMs) {
          await this.tell(announcement);
        }
        await store.announced(announcement);
      } catch (error) {
        failedChannels.add(channel);
        logger.warn(
          `Burning SLOs could not be told to the ${channel}, which is tried again: ${error}`,
        );
      }
    }
  }

  private async tell(announcement: Announcement): Promise<void> {
    if (announcement.channel === 'timeline') {
      const event = toTimelineEvent(announcement);
      if (event) {
        await this.deps.timeline.publish([event]);
      }
      return;
    }
    const { owners } = announcement.episode.facts;
    if (owners.length > 0) {
      await this.deps.notifications.send({
        recipients: { type: 'entity', entityRef: owners },
        payload: toNotification(announcement),
      });
    }
  }
}

const pathOf = (sloId: string) => `/slo/${sloId}`;

function titleOf({ episode, phase }: Announcement): string {
  const { service, name } = episode.facts;
  return phase === 'start'
    ? `${service} ${name} burns its error budget at page rate`
    : `${service} ${name} burns at page rate no more`;
}

function durationOf({ episode }: Announcement): string {
  return durationInWords(
    ((episode.endedAtMs ?? episode.startedAtMs) - episode.startedAtMs) / 1000,
  );
}

/** `undefined` if the SLO belongs to no entity: the timeline is one of entities. */
function toTimelineEvent(
  announcement: Announcement,
): TimelineEventInput | undefined {
  const { episode, phase } = announcement;
  const { entityRef, service, name } = episode.facts;
  if (entityRef === undefined) {
    return undefined;
  }
  const atMs = phase === 'start' ? episode.startedAtMs : episode.endedAtMs!;
  return {
    id: timelineEventId({ source: 'slo', key: `${episode.id}:${phase}` }),
    at: new Date(atMs).toISOString(),
    kind: 'slo',
    severity: phase === 'start' ? 'critical' : 'info',
    entityRef,
    title: titleOf(announcement),
    href: pathOf(episode.sloId),
    data: {
      phase,
      sloId: episode.sloId,
      service,
      slo: name,
      ...(episode.peakBurnRate !== undefined && {
        peakBurnRate: episode.peakBurnRate,
      }),
    },
  };
}

function toNotification(announcement: Announcement) {
  const { episode, phase } = announcement;
  const peak =
    episode.peakBurnRate === undefined
      ? ''
      : `, at most at ${rateInWords(
          episode.peakBurnRate,
        )} times the sustainable rate`;
  return {
    title: titleOf(announcement),
    description:
      phase === 'start'
        ? episode.facts.summary
        : `It lasted ${durationOf(announcement)}${peak}`,
    link: pathOf(episode.sloId),
    severity: phase === 'start' ? ('critical' as const) : ('normal' as const),
    topic: 'slo',
    // The same scope twice replaces the first instead of adding to it.
    scope: `slo:${episode.id}:${phase}`,
  };
}
