import fc from 'fast-check';
import { groupTimeline, worstSeverity } from './grouping';
import { TimelineEvent, timelineKinds, timelineSeverities } from './types';

let counter = 0;
function event(
  at: string,
  overrides: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id: `argocd:${counter++}`,
    at,
    kind: 'deploy',
    severity: 'info',
    entityRef: 'component:default/gateway',
    title: 'x',
    data: {},
    ...overrides,
  };
}

describe('groupTimeline', () => {
  it("begins days at the reader's midnight", () => {
    const events = [
      event('2026-05-04T22:30:00.000Z'),
      event('2026-05-04T21:30:00.000Z', { kind: 'alert' }),
    ];
    expect(
      groupTimeline(events, { timeZone: 'Europe/Berlin' }).map(
        ({ day, count }) => [day, count],
      ),
    ).toEqual([
      ['2026-05-05', 1],
      ['2026-05-04', 1],
    ]);
    expect(
      groupTimeline(events, { timeZone: 'UTC' }).map(({ day, count }) => [
        day,
        count,
      ]),
    ).toEqual([['2026-05-04', 2]]);
  });

  it('folds neighbours of one kind and source, and shows the worst of them', () => {
    const events = [
      event('2026-05-04T10:05:00.000Z', { severity: 'warning' }),
      event('2026-05-04T10:03:00.000Z', { entityRef: 'component:default/b' }),
      event('2026-05-04T10:00:00.000Z'),
      event('2026-05-04T09:59:00.000Z', { kind: 'alert' }),
      event('2026-05-04T09:58:00.000Z'),
    ];
    const [{ entries, count }] = groupTimeline(events, { timeZone: 'UTC' });
    expect(count).toBe(5);
    expect(entries).toEqual([
      {
        type: 'burst',
        id: `burst ${events[2].id}`,
        kind: 'deploy',
        source: 'argocd',
        severity: 'warning',
        entityRefs: ['component:default/gateway', 'component:default/b'],
        events: events.slice(0, 3),
      },
      { type: 'event', id: events[3].id, event: events[3] },
      { type: 'event', id: events[4].id, event: events[4] },
    ]);
  });

  it.each<[string, TimelineEvent[]]>([
    [
      'two',
      [event('2026-05-04T10:00:00.000Z'), event('2026-05-04T10:00:00.000Z')],
    ],
    [
      'those far apart',
      ['10:25', '10:12', '10:00'].map(time =>
        event(`2026-05-04T${time}:00.000Z`),
      ),
    ],
    [
      'those of several sources',
      ['a:1', 'b:1', 'a:2'].map(id =>
        event('2026-05-04T10:00:00.000Z', { id }),
      ),
    ],
  ])('does not fold %s', (_, events) => {
    const [{ entries }] = groupTimeline(events, { timeZone: 'UTC' });
    expect(entries.map(entry => entry.type)).not.toContain('burst');
  });

  it('loses, repeats and reorders nothing', () => {
    const events = fc.array(
      fc.record({
        minutesAgo: fc.nat(5_000),
        kind: fc.constantFrom(...timelineKinds.slice(0, 2)),
        severity: fc.constantFrom(...timelineSeverities),
      }),
    );
    fc.assert(
      fc.property(events, drafts => {
        const sorted = drafts
          .sort((a, b) => a.minutesAgo - b.minutesAgo)
          .map(({ minutesAgo, ...rest }) =>
            event(new Date(1.8e12 - minutesAgo * 60_000).toISOString(), rest),
          );
        const flat = groupTimeline(sorted, { timeZone: 'America/New_York' })
          .flatMap(day => day.entries)
          .flatMap(entry =>
            entry.type === 'burst' ? entry.events : [entry.event],
          );
        expect(flat).toEqual(sorted);
      }),
    );
  });
});

it.each([
  [[], 'info'],
  [['info', 'critical', 'warning'], 'critical'],
] as const)('the worst of %j is %s', (severities, worst) => {
  expect(worstSeverity(severities)).toBe(worst);
});
