import {
  TimelineEvent,
  timelineEventId,
} from '@goreliable/plugin-timeline-common';

/** The entity that tests are about. */
export const gateway = 'component:default/gateway';

/** An event of the gateway, so many minutes ago. */
export function testEvent(
  key: string,
  minutesAgo: number,
  overrides: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: timelineEventId({ source: 'test', key }),
    at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    kind: 'deploy',
    severity: 'info',
    entityRef: gateway,
    title: `Event ${key}`,
    data: {},
    ...overrides,
  };
}
