import { timelineEventId } from '../../eventId';
import { TimelineEvent, TimelineScopeEntity } from '../../types';
import { rankSuspects } from '../rankSuspects';
import { SuspectFacts, SuspectRanking } from '../types';

/** The entity whose budget burns. */
export const gateway = 'component:default/gateway';
/** What it depends on. */
export const orders = 'component:default/order-service';
/** What that depends on. */
export const database = 'resource:default/orders-db';

/** The three of them. */
export const scope: TimelineScopeEntity[] = [
  { entityRef: gateway, hops: 0 },
  { entityRef: orders, hops: 1, via: gateway, relation: 'dependsOn' },
  { entityRef: database, hops: 2, via: orders, relation: 'dependsOn' },
];

/** Milliseconds since the epoch. */
export const onsetMs = Date.parse('2026-05-04T10:00:00.000Z');
/** In milliseconds. */
export const minute = 60_000;

/** Known to within a minute. */
export const onset = {
  atMs: onsetMs,
  earliestMs: onsetMs - 30_000,
  latestMs: onsetMs + 30_000,
};

/** An event so many minutes after the onset; negative for before. */
export function event(
  key: string,
  minutes: number,
  rest: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: timelineEventId({ source: 'test', key }),
    at: new Date(onsetMs + minutes * minute).toISOString(),
    kind: 'deploy',
    severity: 'info',
    entityRef: gateway,
    title: `Deployed ${key}`,
    data: {},
    ...rest,
  };
}

/** Suspects of the gateway among some events. */
export const rank = (
  events: TimelineEvent[],
  more: Partial<SuspectFacts> = {},
): SuspectRanking =>
  rankSuspects({
    ...{ entityRef: gateway, onset, windowMinutes: 60, scope, events },
    ...more,
  });

/** Keys of the suspects' events. */
export const names = ({ suspects }: SuspectRanking) =>
  suspects.map(({ event: { id } }) => id.replace('test:', ''));

/** With ordinary spaces. */
export const plain = (text: string) => text.replaceAll('\u00a0', ' ');
