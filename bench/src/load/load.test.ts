import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findRoot } from '@goreliable/lab';
import { load } from './load';

const servers: Server[] = [];
afterEach(() =>
  servers.splice(0).forEach(server => {
    server.closeAllConnections();
    server.close();
  }),
);

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=c`;
}

const body = Buffer.alloc(300_000, 'x');
const whole: RequestListener = (_, response) =>
  response.writeHead(200, { 'content-length': body.length }).end(body);
const asked = { headers: {}, status: 200, seconds: 1, connections: 3 } as const;

describe('load', () => {
  it('counts what is answered, as it was asked', async () => {
    const seen = new Set<string>();
    let count = 0;
    const url = await serve((request, response) => {
      count += 1;
      seen.add(`${request.method} ${request.url} ${request.headers.cookie}`);
      whole(request, response);
    });
    const headers = { cookie: 'd=e' };
    const found = await load(findRoot(), { ...asked, url, headers });
    expect([...seen]).toEqual(['GET /a?b=c d=e']);
    expect(found.requestsPerSecond).toBeGreaterThan(0);
    expect(found.requestsPerSecond).toBeLessThanOrEqual(count);
    expect(found.p99Ms).toBeGreaterThan(0);
  });

  it('asks no more often than it is to', async () => {
    let count = 0;
    const url = await serve((request, response) => {
      count += 1;
      whole(request, response);
    });
    await load(findRoot(), { ...asked, url, perSecond: 20 });
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(20);
  });

  it('counts from when a request was due, not from when there was a connection', async () => {
    let isFirst = true;
    const url = await serve((request, response) => {
      setTimeout(whole, isFirst ? 500 : 0, request, response);
      isFirst = false;
    });
    const { p99Ms } = await load(findRoot(), {
      ...asked,
      url,
      connections: 1,
      perSecond: 20,
    });
    // All that were due meanwhile have waited, not only the one.
    expect(p99Ms).toBeGreaterThan(400);
  });

  it('knows answers without a body', async () => {
    const url = await serve((_, response) => response.writeHead(304).end());
    const found = await load(findRoot(), { ...asked, url, status: 304 });
    expect(found.requestsPerSecond).toBeGreaterThan(0);
  });

  it.each<[string, RequestListener, RegExp]>([
    [
      'another status',
      (_, response) => response.writeHead(401, { 'content-length': 0 }).end(),
      /"401":\d+.* in place of 200/,
    ],
    [
      'an answer of unknown length',
      (_, response) => {
        response.write('a');
        response.end('b');
      },
      /does not say how long/,
    ],
    ['nobody who answers', (_, response) => response.destroy(), /closed/],
  ])('takes %s for a failure', async (_, answer, message) => {
    const url = await serve(answer);
    await expect(load(findRoot(), { ...asked, url })).rejects.toThrow(message);
  });
});
