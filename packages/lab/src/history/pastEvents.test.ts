import { timelineEventInputSchema } from '@goreliable/plugin-timeline-common';
import { pastEvents } from './pastEvents';

const until = Date.UTC(2026, 4, 5, 12) / 1000;

describe('pastEvents', () => {
  const events = pastEvents(until);

  it('are valid, with ids of their own that stay the same', () => {
    for (const event of events) {
      expect(timelineEventInputSchema.safeParse(event).error).toBeUndefined();
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(pastEvents(until + 3600).map(({ id }) => id)).toEqual(
      events.map(({ id }) => id),
    );
  });

  it('put a cause before each incident', () => {
    const opened = events.filter(({ title }) => title.startsWith('Incident o'));
    expect(opened).toHaveLength(5);
    for (const { at } of opened) {
      const before = events.filter(
        event =>
          event.at < at &&
          Date.parse(at) - Date.parse(event.at) < 3_600_000 &&
          ['deploy', 'config', 'scale'].includes(event.kind),
      );
      expect(before).not.toEqual([]);
    }
  });

  it('lie in the past', () => {
    const ends = events.map(({ at }) => Date.parse(at) / 1000);
    expect(Math.max(...ends)).toBeLessThan(until);
    expect(Math.min(...ends)).toBeGreaterThan(until - 30 * 86_400);
  });
});
