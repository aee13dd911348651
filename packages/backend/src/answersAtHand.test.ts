import { createServer, type IncomingMessage } from 'node:http';
import { type AnswerAtHand, offerAtHand } from '@goreliable/answers';
import request from 'supertest';
import { answersAtHand } from './answersAtHand';

const start = 1_777_888_800_000;
const miles = 'Bearer miles';
const omar = 'Bearer omar';

/** A plugin that tells who asked it what, and how often, behind answers that are at hand. */
function setUp(offer: Partial<AnswerAtHand> | 'none' = {}) {
  const state = { nowMs: start, asked: 0, isCurrent: true };
  const answered: [string, number][] = [];
  const door = answersAtHand({
    now: () => state.nowMs,
    onAnswered: ({ url }, status) => void answered.push([url!, status]),
  });
  const plugin = ({ headers, url }: IncomingMessage) => {
    state.asked += 1;
    return `${headers.authorization} asked ${url} as number ${state.asked}`;
  };
  const server = createServer((message, response) => {
    response.setHeader('X-RateLimit-Remaining', 100 - state.asked);
    response.setHeader('Vary', 'Origin');
    door(message, response, () => {
      const body = Buffer.from(plugin(message));
      const etag = 'W/"1"';
      response.setHeader('ETag', etag);
      response.setHeader('Vary', 'Origin, Authorization');
      response.setHeader('Content-Security-Policy', "default-src 'self'");
      const isKnown = message.headers['if-none-match']?.includes(etag);
      if (offer !== 'none') {
        offerAtHand(response, {
          etag,
          ...(!isKnown && { body }),
          untilMs: Infinity,
          isCurrent: () => state.isCurrent,
          ...offer,
        });
      }
      if (isKnown) {
        response.writeHead(304).end();
      } else {
        response.setHeader('Content-Type', 'text/plain');
        response.setHeader('Content-Length', body.length);
        response.end(body);
      }
    });
  });
  const ask = (token?: string, headers: Record<string, string> = {}) => {
    const asked = request(server).get('/api/slo/overview').set(headers);
    return token ? asked.set('authorization', token) : asked;
  };
  return { state, answered, ask };
}

describe('answersAtHand', () => {
  it('answers again what was just answered, headers and all', async () => {
    const { state, answered, ask } = setUp();
    const first = await ask(miles);
    const second = await ask(miles);
    expect(state.asked).toBe(1);
    expect(second.text).toBe(first.text);
    expect(second.headers).toMatchObject({
      etag: 'W/"1"',
      'content-security-policy': "default-src 'self'",
      vary: 'Origin, Authorization',
      'content-type': 'text/plain',
      'content-length': `${first.text.length}`,
    });
    // Told anew each time by who stands in front.
    expect(first.headers['x-ratelimit-remaining']).toBe('100');
    expect(second.headers['x-ratelimit-remaining']).toBe('99');
    expect(answered).toEqual([['/api/slo/overview', 200]]);
  });

  it('says that nothing has changed to who has it', async () => {
    const { state, answered, ask } = setUp();
    await ask(miles);
    const { status, headers } = await ask(miles, { 'if-none-match': 'W/"1"' });
    expect(status).toBe(304);
    expect(headers).toMatchObject({
      etag: 'W/"1"',
      'content-security-policy': "default-src 'self'",
    });
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('content-type');
    expect(state.asked).toBe(1);
    expect(answered).toEqual([['/api/slo/overview', 304]]);
  });

  it('has no body for others where it only said that nothing has changed', async () => {
    const { state, ask } = setUp();
    await ask(miles, { 'if-none-match': 'W/"1"' });
    expect((await ask(miles, { 'if-none-match': 'W/"1"' })).status).toBe(304);
    expect(state.asked).toBe(1);
    expect((await ask(miles)).text).toContain('as number 2');
    expect((await ask(miles)).text).toContain('as number 2');
  });

  it('still has the body where it has said since that nothing has changed', async () => {
    const { state, ask } = setUp();
    await ask(miles);
    state.nowMs += 1_000;
    await ask(miles, { 'if-none-match': 'W/"0", W/"1"' }).expect(304);
    expect((await ask(miles)).text).toContain('as number 1');
    expect(state.asked).toBe(2);
  });

  it('leaves tags that it does not know to the plugin', async () => {
    const { ask } = setUp();
    await ask(miles);
    const other = await ask(miles, { 'if-none-match': 'W/"0", W/"x"' });
    expect(other.text).toContain('as number 2');
  });

  it('gives nobody the answer of somebody else', async () => {
    const { ask } = setUp();
    await ask(miles);
    expect((await ask(omar)).text).toContain(`${omar} asked`);
    expect((await ask()).text).toContain('undefined asked');
    expect((await ask(miles)).text).toContain(`${miles} asked`);
  });

  it('keeps encodings apart', async () => {
    const { state, ask } = setUp();
    await ask(miles, { 'accept-encoding': 'gzip' });
    await ask(miles, { 'accept-encoding': 'br' });
    expect(state.asked).toBe(2);
  });

  it.each([
    ['what another origin asks', { origin: 'https://stranger.test' }],
    ['a web socket', { upgrade: 'h2c' }],
  ])('takes the whole road for %s', async (_, headers) => {
    const { state, ask } = setUp();
    await ask(miles);
    await ask(miles, headers);
    await ask(miles, headers);
    expect(state.asked).toBe(3);
  });

  it('takes the whole road once a second', async () => {
    const { state, ask } = setUp();
    await ask(miles);
    state.nowMs += 999;
    await ask(miles);
    expect(state.asked).toBe(1);
    state.nowMs += 1;
    await ask(miles);
    expect(state.asked).toBe(2);
  });

  it('ends with what allows it', async () => {
    const { state, ask } = setUp({ untilMs: start + 300 });
    await ask(miles);
    state.nowMs += 300;
    await ask(miles);
    expect(state.asked).toBe(2);
    // And what has never been allowed to stay does not.
    await ask(miles);
    expect(state.asked).toBe(3);
  });

  it('ends at once when something has changed', async () => {
    const { state, ask } = setUp();
    await ask(miles);
    state.isCurrent = false;
    await ask(miles);
    expect(state.asked).toBe(2);
  });

  it('keeps nothing that was not offered', async () => {
    const { state, ask } = setUp('none');
    await ask(miles);
    await ask(miles);
    expect(state.asked).toBe(2);
  });

  it('keeps the last five hundred', async () => {
    const { state, ask } = setUp();
    for (let index = 0; index <= 500; index += 1) {
      await ask(`Bearer ${index}`);
    }
    await ask('Bearer 500');
    expect(state.asked).toBe(501);
    await ask('Bearer 0');
    expect(state.asked).toBe(502);
  });
});
