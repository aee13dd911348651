import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { isAbout, pastIncidents } from './pastIncidents';

const at = (text: string) => Date.parse(`2026-05-${text}Z`) / 1000;
const now = at('20T00:00:00');

function event(
  id: string,
  when: string,
  data: TimelineEvent['data'] = {},
  override: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id,
    at: `2026-05-${when}Z`,
    kind: 'incident',
    severity: 'info',
    entityRef: 'component:default/orders',
    title: 'Incident opened: Orders fail',
    data,
    ...override,
  };
}

describe('incidents of the timeline', () => {
  it('are put together from their events, in whatever order', () => {
    const opened = event(
      'a',
      '04T10:03:00',
      { incident: 'x', state: 'open' },
      { severity: 'critical' },
    );
    const resolved = event(
      'b',
      '04T11:15:00',
      {
        incident: 'x',
        state: 'resolved',
        from: '2026-05-04T10:00:00Z',
        to: '2026-05-04T11:00:00Z',
      },
      { title: 'Incident resolved: Orders fail' },
    );
    const expected = [
      {
        id: 'x',
        title: 'Orders fail',
        severity: 'critical',
        from: at('04T10:00:00'),
        to: at('04T11:00:00'),
      },
    ];
    expect(pastIncidents([opened, resolved], now)).toEqual(expected);
    expect(pastIncidents([resolved, opened], now)).toEqual(expected);
  });

  it('begin and end with their events where they do not say better', () => {
    const [incident] = pastIncidents(
      [
        event('b', '04T11:00:00', { incident: 'x', state: 'resolved' }),
        event('a', '04T10:00:00', { incident: 'x', state: 'open' }),
      ],
      now,
    );
    expect([incident.from, incident.to]).toEqual([
      at('04T10:00:00'),
      at('04T11:00:00'),
    ]);
  });

  it('last a day at most if nobody has told their end', () => {
    const spans = pastIncidents(
      [event('old', '04T10:00:00'), event('new', '19T20:00:00')],
      now,
    ).map(({ from, to }) => (to - from) / 3_600);
    expect(spans).toEqual([24, 4]);
  });

  it('are nothing else', () => {
    const deploy = event('a', '04T10:00:00', {}, { kind: 'deploy' });
    expect(pastIncidents([deploy], now)).toEqual([]);
    const odd = event('b', '04T10:00:00', {
      incident: 7,
      from: 'yesterday',
      to: null,
    });
    expect(pastIncidents([odd], now)).toMatchObject([
      { id: 'b', from: at('04T10:00:00') },
    ]);
  });

  it.each([
    ['component:default/orders', 'orders', {}, true],
    ['component:default/gateway', 'gateway', {}, false],
    ['component:default/gateway', 'gateway', { services: ['gateway'] }, true],
    ['component:default/edge', 'gateway', { services: ['gateway'] }, true],
    ['component:default/edge', 'gateway', { services: 'gateway' }, false],
  ])('are about %s (%s) with %p: %p', (entityRef, service, data, is) => {
    expect(isAbout(event('a', '04T10:00:00', data), entityRef, service)).toBe(
      is,
    );
  });
});
