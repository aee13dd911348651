import {
  timelineEventId,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';

/** The moment tests take for the beginning: long past, so that no clock interferes. */
export const testStartMs = Date.parse('2026-05-04T10:00:00.000Z');

/** An event so many minutes after {@link testStartMs}. */
export function testEvent(
  key: string,
  minutes: number,
  overrides: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: timelineEventId({ source: 'test', key }),
    at: new Date(testStartMs + minutes * 60_000).toISOString(),
    kind: 'deploy',
    severity: 'info',
    entityRef: 'component:default/gateway',
    title: `Event ${key}`,
    data: {},
    ...overrides,
  };
}
