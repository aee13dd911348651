import {
  maxDataBytes,
  publishEventsRequestSchema,
  timelineEventInputSchema,
  timelineEventListSchema,
} from './schema';
import { TimelineEventInput } from './types';

const event: TimelineEventInput = {
  id: 'argocd:gateway@3f2a91',
  at: '2026-05-04T12:00:00+02:00',
  kind: 'deploy',
  entityRef: 'Component:default/Gateway',
  title: 'Deployed 1.4.0',
};

describe('timelineEventInputSchema', () => {
  it('fills in what is left out and puts times and references into one form', () => {
    expect(timelineEventInputSchema.parse(event)).toEqual({
      id: 'argocd:gateway@3f2a91',
      at: '2026-05-04T10:00:00.000Z',
      kind: 'deploy',
      severity: 'info',
      entityRef: 'component:default/gateway',
      title: 'Deployed 1.4.0',
      data: {},
    });
  });

  it('keeps titles and actors on one printable line', () => {
    expect(
      timelineEventInputSchema.parse({
        ...event,
        title: ' two\r\nlines \u001b[31m\u202e ',
        actor: 'user:default/ada\n',
      }),
    ).toMatchObject({ title: 'two lines [31m', actor: 'user:default/ada' });
  });

  it.each([
    ['https://host/path?a=1#b'],
    ['http://host'],
    ['/catalog/default/component/gateway'],
  ])('takes the link %s', href => {
    expect(timelineEventInputSchema.parse({ ...event, href }).href).toBe(href);
  });

  it.each<[string, object]>([
    // eslint-disable-next-line no-script-url -- it is what must be refused
    ['a script', { href: 'javascript:alert(1)' }],
    ['a script in disguise', { href: ' javascript:alert(1)' }],
    ['another host', { href: '//evil.example' }],
    ['another host by backslash', { href: '/\\evil.example' }],
    ['data', { href: 'data:text/html,x' }],
    ['a relative link', { href: 'catalog' }],
    ['a link with a NUL', { href: 'https://host/\u0000' }],
    ['a path with a control character', { href: '/a\u0001' }],
    [
      'a reference that is too long in lower case',
      { entityRef: `a:b/${'İ'.repeat(300)}` },
    ],
    ['a time without offset', { at: '2026-05-04T12:00:00' }],
    ['a day', { at: '2026-05-04' }],
    ['a number as time', { at: 1_777_888_999 }],
    ['an unknown kind', { kind: 'party' }],
    ['an unknown severity', { severity: 'bad' }],
    ['a short reference', { entityRef: 'gateway' }],
    ['a reference without namespace', { entityRef: 'component:gateway' }],
    ['a reference with a control character', { entityRef: 'a:b/c\u0000' }],
    ['an empty title', { title: ' \n ' }],
    ['a long title', { title: 'x'.repeat(301) }],
    ['an id without source', { id: 'gateway' }],
    ['an id with a line break', { id: 'a:b\nc' }],
    ['too much data', { data: { x: 'ä'.repeat(maxDataBytes / 2) } }],
    ['data that is no object', { data: [1] }],
    ['data that is no JSON', { data: { x: () => 1 } }],
  ])('refuses %s', (_, overrides) => {
    expect(
      timelineEventInputSchema.safeParse({ ...event, ...overrides }).success,
    ).toBe(false);
  });

  it('lets nobody reach an object prototype', () => {
    const parsed = timelineEventInputSchema.parse(
      JSON.parse(
        JSON.stringify(event).replace(
          /}$/,
          ',"data":{"__proto__":{"polluted":1},"a":1}}',
        ),
      ),
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(
      (Object.assign({}, parsed.data) as { polluted?: number }).polluted,
    ).toBeUndefined();
    expect(parsed.data.a).toBe(1);
  });
});

describe('publishEventsRequestSchema', () => {
  it.each([0, 501])('refuses %i events', count => {
    expect(
      publishEventsRequestSchema.safeParse({
        events: Array(count).fill(event),
      }).success,
    ).toBe(false);
  });
});

describe('timelineEventListSchema', () => {
  it('takes what the input schema puts out', () => {
    const list = { events: [timelineEventInputSchema.parse(event)] };
    expect(timelineEventListSchema.parse(list)).toEqual(list);
  });
});
