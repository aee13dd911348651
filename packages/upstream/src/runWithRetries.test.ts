import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson } from './__testUtils__/startServer';
import {
  failureOf,
  request,
  serve,
  upstreamOf,
} from './__testUtils__/upstreams';
import { UpstreamRequest } from './types';

describe('time', () => {
  it('runs out for a server that never answers, and the connection is dropped', async () => {
    const server = await serve(() => {});
    const startedAt = Date.now();
    const logger = { warn: jest.fn(), info: jest.fn(), debug: jest.fn() };
    const error = await failureOf(
      upstreamOf(server, { attemptTimeoutMs: 400, logger }).requestJson(
        request,
      ),
    );

    expect(error).toMatchObject({
      kind: 'timeout',
      system: 'prometheus/main',
      operation: 'ask',
      statusCode: 504,
      message:
        'prometheus/main: could not ask: there was no answer within 0.4 s',
    });
    expect(logger.debug).toHaveBeenCalledTimes(2);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    for (let i = 0; i < 200 && server.openConnections() > 0; i++) {
      await sleep(50);
    }
    expect(server.openConnections()).toBe(0);
  });

  it('runs out for a body that drips slowly', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const error = await failureOf(
      upstreamOf(server, { attemptTimeoutMs: 300, retries: 0 }).requestJson(
        request,
      ),
    );
    expect(error.kind).toBe('timeout');
  });

  it('runs out for the whole call, with the last reason', async () => {
    const server = await serve((_, response, count) =>
      count === 1 ? sendJson(response, {}, 503) : undefined,
    );
    const error = await failureOf(
      upstreamOf(server, {
        timeoutMs: 3_000,
        attemptTimeoutMs: 3_000,
      }).requestJson(request),
    );
    expect(error.kind).toBe('timeout');
    expect(error.reason).toMatch(
      'no answer within 3 s; the last try: it answered with status 503',
    );
  });

  it('ends when the caller gives up, at once, also between tries', async () => {
    const controller = new AbortController();
    const server = await serve((_, response) => {
      sendJson(response, {}, 503);
      // By then the answer has arrived and the next try is waited for.
      setTimeout(() => controller.abort(), 300);
    });
    const upstream = upstreamOf(server, {
      timeoutMs: 60_000,
      retryDelayMs: 50_000,
      maxRetryDelayMs: 50_000,
    });
    const startedAt = Date.now();
    const error = await failureOf(
      upstream.requestJson({ ...request, signal: controller.signal }),
    );
    expect(error.kind).toBe('aborted');
    expect(Date.now() - startedAt).toBeLessThan(20_000);

    const again = upstream.requestJson({
      ...request,
      signal: controller.signal,
    });
    expect((await failureOf(again)).kind).toBe('aborted');
    expect(server.requests).toHaveLength(1);
  });
});

describe('retries', () => {
  it('get past failures that pass', async () => {
    const server = await serve((_, response, count) =>
      count < 3
        ? sendJson(response, {}, 500)
        : sendJson(response, { status: 'success' }),
    );
    await expect(upstreamOf(server).requestJson(request)).resolves.toEqual({
      status: 'success',
    });
    expect(server.requests).toHaveLength(3);
  });

  it.each<[string, Partial<UpstreamRequest>, number, number]>([
    ['POST', { method: 'POST' }, 503, 1],
    ['PATCH', { method: 'PATCH' }, 503, 1],
    [
      'POST that is said to be idempotent',
      { method: 'POST', idempotent: true },
      503,
      3,
    ],
    ['PUT', { method: 'PUT' }, 503, 3],
    ['GET that is said not to be', { idempotent: false }, 503, 1],
    ['GET that is refused', {}, 403, 1],
    ['GET of nothing', {}, 404, 1],
  ])('of %s', async (_, overrides, status, tries) => {
    const server = await serve((__, response) =>
      sendJson(response, {}, status),
    );
    const error = await failureOf(
      upstreamOf(server).request({
        operation: 'ask',
        path: ['x'],
        ...overrides,
      }),
    );
    expect(error).toMatchObject({
      kind: 'refused-status',
      upstreamStatus: status,
      statusCode: 502,
    });
    expect(server.requests).toHaveLength(tries);
  });

  it('come from a fresh connection after a reset', async () => {
    const server = await serve((incoming, response, count) =>
      count === 1
        ? incoming.socket.destroy()
        : sendJson(response, { status: 'success' }),
    );
    await upstreamOf(server).requestJson(request);
    expect(server.requests).toHaveLength(2);
  });

  it('wait as long as the server asks', async () => {
    const server = await serve((_, response, count) => {
      if (count === 1) {
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else {
        sendJson(response, { status: 'success' });
      }
    });
    const startedAt = Date.now();
    await upstreamOf(server).requestJson(request);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  it('are not waited for if that would take longer than there is time', async () => {
    const server = await serve((_, response) => {
      response.writeHead(503, { 'retry-after': '3600' }).end('maintenance');
    });
    const startedAt = Date.now();
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error).toMatchObject({
      kind: 'refused-status',
      retryAfterMs: 3_600_000,
    });
    expect(error.message).toContain('503: maintenance');
    expect(Date.now() - startedAt).toBeLessThan(15_000);
  });
});
