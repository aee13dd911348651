import { testEvent } from './__testUtils__/events';
import { startTimeline } from './__testUtils__/startTimeline';

describe('requests that are wrong', () => {
  it.each([
    ['?hops=7', /hops/],
    ['?kind=party', /kind/],
    ['?entityref=component:default/gateway', /entityref/],
    ['?entityRef[$ne]=x', /entityRef\[\$ne\]/],
    ['?__proto__[x]=1', /__proto__/],
    ['?from=2026-05-04T00:00:00Z&to=2026-05-03T00:00:00Z', /later than from/],
    ['?cursor=abc', /cursor/],
  ])('GET %s', async (query, message) => {
    const { list } = await startTimeline();
    const { body } = await list(query).expect(400);
    expect(body.error.message).toMatch(message);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', {}, /events/],
    ['no events', { events: [] }, /events/],
    ['a text for events', { events: 'x' }, /events/],
    [
      'a bad event among good ones',
      { events: [testEvent('a', 0), testEvent('b', 0, { title: '' })] },
      /events\.1\.title/,
    ],
    [
      'an event from the future',
      { events: [testEvent('a', 0, { at: '2999-01-01T00:00:00Z' })] },
      /is a clock wrong/,
    ],
  ])('POST %s', async (_, body, message) => {
    const { publish, list } = await startTimeline();
    const answer = await publish(body as object).expect(400);
    expect(answer.body.error.message).toMatch(message);
    expect((await list('').expect(200)).body.events).toEqual([]);
  });

  it('POST of too much', async () => {
    const { publish } = await startTimeline();
    const answer = await publish({ events: ['x'.repeat(2 * 1024 * 1024)] });
    expect(answer.status).toBe(413);
  });
});
