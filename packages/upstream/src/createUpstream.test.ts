import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createUpstream } from './createUpstream';
import { sendJson, startServer, TestServer } from './__testUtils__/startServer';
import { Upstream, UpstreamOptions, UpstreamRequest } from './types';
import { UpstreamError } from './UpstreamError';

const schema = z.object({ status: z.literal('success') });
// Other tests may keep the machine busy: limits are narrow only where they are what is tested.
jest.setTimeout(60_000);

const request = {
  operation: 'ask',
  path: ['api', 'v1', 'query'],
  schema,
};

const servers: TestServer[] = [];
const upstreams: Upstream[] = [];

async function serve(...args: Parameters<typeof startServer>) {
  const server = await startServer(...args);
  servers.push(server);
  return server;
}

function upstreamOf(
  server: { url: string },
  options: Partial<UpstreamOptions> = {},
): Upstream {
  const upstream = createUpstream({
    name: 'prometheus/main',
    baseUrl: server.url,
    timeoutMs: 30_000,
    attemptTimeoutMs: 10_000,
    retryDelayMs: 5,
    ...options,
  });
  upstreams.push(upstream);
  return upstream;
}

async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}

afterEach(async () => {
  await Promise.all(upstreams.splice(0).map(upstream => upstream.close()));
  await Promise.all(servers.splice(0).map(server => server.close()));
});

describe('a good answer', () => {
  it('is parsed, with path, query and headers as they were meant', async () => {
    const server = await serve((_, response) =>
      sendJson(response, { status: 'success', more: 1 }),
    );
    const upstream = upstreamOf(
      { url: `${server.url}/prefix/` },
      {
        headers: { 'X-Scope-OrgID': 'tenant' },
        bearerToken: async () => 'abc',
      },
    );

    await expect(
      upstream.requestJson({
        ...request,
        path: ['label', 'a/b?c', 'values'],
        query: { 'match[]': ['up', 'down'], limit: 5, skip: undefined },
      }),
    ).resolves.toEqual({ status: 'success' });
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'GET',
        url: '/prefix/label/a%2Fb%3Fc/values?match%5B%5D=up&match%5B%5D=down&limit=5',
        headers: expect.objectContaining({
          accept: 'application/json',
          authorization: 'Bearer abc',
          'x-scope-orgid': 'tenant',
        }),
      }),
    ]);
  });

  it('can be to a form, to JSON or to text', async () => {
    const server = await serve((_, response) => response.end('pong'));
    const upstream = upstreamOf(server);

    await upstream.requestText({
      operation: 'ask',
      method: 'POST',
      path: ['form'],
      form: { query: 'up{a="b"}', time: 5 },
    });
    await upstream.requestText({
      operation: 'ask',
      method: 'PUT',
      path: ['json'],
      json: { a: 1 },
    });
    await expect(
      upstream.requestText({ operation: 'ask', path: ['text'] }),
    ).resolves.toBe('pong');

    expect(server.requests[0]).toMatchObject({
      body: 'query=up%7Ba%3D%22b%22%7D&time=5',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(server.requests[1]).toMatchObject({
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('has no body for HEAD and 204, whatever its headers say', async () => {
    const server = await serve((incoming, response) => {
      response.writeHead(incoming.method === 'HEAD' ? 200 : 204, {
        'content-encoding': 'gzip',
      });
      response.end();
    });
    const upstream = upstreamOf(server);
    for (const method of ['HEAD', 'DELETE'] as const) {
      const answer = await upstream.request({
        operation: 'ask',
        method,
        path: ['x'],
      });
      expect(answer.body).toHaveLength(0);
    }
  });

  it('takes user info of the address for basic authentication', async () => {
    const server = await serve((_, response) => response.end());
    const upstream = upstreamOf({
      url: server.url.replace('://', '://me:s%40cret@'),
    });
    await upstream.request({ operation: 'ask', path: ['x'] });

    expect(server.requests[0].headers.authorization).toBe(
      `Basic ${Buffer.from('me:s@cret').toString('base64')}`,
    );
    expect(upstream.baseUrl).toBe(`${server.url}/`);
  });
});

describe('time', () => {
  it('runs out for a server that never answers, and the connection is dropped', async () => {
    const server = await serve(() => {});
    const startedAt = Date.now();
    const error = await failureOf(
      upstreamOf(server, { attemptTimeoutMs: 400 }).requestJson(request),
    );

    expect(error).toMatchObject({
      kind: 'timeout',
      system: 'prometheus/main',
      operation: 'ask',
      statusCode: 504,
      message:
        'prometheus/main: could not ask: there was no answer within 0.4 s',
    });
    expect(server.requests).toHaveLength(3);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    await sleep(500);
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
        timeoutMs: 1_500,
        attemptTimeoutMs: 1_500,
      }).requestJson(request),
    );
    expect(error.kind).toBe('timeout');
    expect(error.reason).toMatch(
      'no answer within 1.5 s; the last try: it answered with status 503',
    );
  });

  it('ends when the caller gives up, at once, also between tries', async () => {
    const server = await serve((_, response) => sendJson(response, {}, 503));
    const upstream = upstreamOf(server, {
      timeoutMs: 60_000,
      retryDelayMs: 20_000,
      maxRetryDelayMs: 20_000,
    });
    const controller = new AbortController();
    const startedAt = Date.now();
    setTimeout(() => controller.abort(), 100);
    const error = await failureOf(
      upstream.requestJson({ ...request, signal: controller.signal }),
    );
    expect(error.kind).toBe('aborted');
    expect(Date.now() - startedAt).toBeLessThan(15_000);

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

describe('an upstream that cannot be reached', () => {
  it('is unreachable when nothing listens', async () => {
    const server = await serve(() => {});
    await server.close();
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error).toMatchObject({ kind: 'unreachable', statusCode: 503 });
    expect(error.message).toContain('nothing listens at its address');
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('is unreachable when its host name is not known', async () => {
    const error = await failureOf(
      upstreamOf({ url: 'http://nowhere.invalid' }).requestJson(request),
    );
    expect(error.kind).toBe('unreachable');
    expect(error.reason).toMatch(/host name/);
  });

  it('is unreachable when the connection breaks in the middle of an answer', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': '100',
      });
      response.write('{"status":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error.kind).toBe('unreachable');
    expect(server.requests).toHaveLength(3);
  });
});

describe('an answer that is not what was agreed', () => {
  it.each<[string, string, string, RegExp]>([
    ['half JSON', 'application/json', '{"status":"succ', /not complete JSON/],
    ['a login page', 'text/html', '<html>', /not JSON but 'text\/html'/],
    [
      'another shape',
      'application/json',
      '{"status":"error"}',
      /agreed shape \(status: /,
    ],
    ['bytes', 'application/json', '\xff\xfe', /not UTF-8/],
  ])('%s', async (_, contentType, body, reason) => {
    const server = await serve((__, response) => {
      response.writeHead(200, { 'content-type': contentType });
      response.end(Buffer.from(body, 'latin1'));
    });
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error).toMatchObject({ kind: 'invalid-body', statusCode: 502 });
    expect(error.reason).toMatch(reason);
    expect(server.requests).toHaveLength(1);
  });
});

describe('redirects', () => {
  const redirecting = (target: (server: string) => string, status = 302) =>
    serve((incoming, response) => {
      if (incoming.url === '/api/v1/query') {
        response
          .writeHead(status, {
            location: target(`http://${incoming.headers.host}`),
          })
          .end();
      } else {
        sendJson(response, { status: 'success' });
      }
    });

  it('are refused unless allowed', async () => {
    const server = await redirecting(() => '/elsewhere');
    const error = await failureOf(upstreamOf(server).requestJson(request));
    expect(error.kind).toBe('invalid-body');
    expect(error.reason).toMatch('redirect');
    expect(server.requests).toHaveLength(1);
  });

  it('within the origin are followed if allowed', async () => {
    const server = await redirecting(() => '/elsewhere?x=1');
    await upstreamOf(server, {
      redirects: 'same-origin',
      bearerToken: 'token-value',
    }).requestJson(request);
    expect(server.requests[1]).toMatchObject({
      url: '/elsewhere?x=1',
      headers: { authorization: 'Bearer token-value' },
    });
  });

  it('to another origin are refused, and it hears nothing', async () => {
    const other = await serve((_, response) =>
      sendJson(response, { status: 'success' }),
    );
    for (const location of [
      `${other.url}/steal`,
      `${other.url.replace('http:', '')}/steal`,
      `http://user:password@${other.url.slice(7)}/steal`,
    ]) {
      const server = await redirecting(() => location);
      const error = await failureOf(
        upstreamOf(server, {
          redirects: 'same-origin',
          bearerToken: 'token-value',
        }).requestJson(request),
      );
      expect(error.reason).toMatch('another origin');
      expect(error.message).not.toContain('password');
    }
    expect(other.requests).toHaveLength(0);
  });

  it('in circles end', async () => {
    const server = await redirecting(() => '/api/v1/query');
    const error = await failureOf(
      upstreamOf(server, { redirects: 'same-origin' }).requestJson(request),
    );
    expect(error.reason).toMatch('too often');
    expect(server.requests).toHaveLength(6);
  });

  it('of a request that changes something are refused', async () => {
    const server = await redirecting(() => '/elsewhere', 307);
    const error = await failureOf(
      upstreamOf(server, { redirects: 'same-origin' }).request({
        ...request,
        method: 'POST',
      }),
    );
    expect(error.reason).toMatch('redirects a POST');
  });
});

describe('the breaker', () => {
  it('stops asking, lets one try through later, and closes when it is answered', async () => {
    let healthy = false;
    const server = await serve((_, response) =>
      healthy
        ? sendJson(response, { status: 'success' })
        : sendJson(response, {}, 500),
    );
    const logger = { warn: jest.fn(), info: jest.fn(), debug: jest.fn() };
    const upstream = upstreamOf(server, {
      retries: 0,
      breaker: { consecutiveFailures: 3, halfOpenAfterMs: 1_000 },
      logger,
    });
    for (let i = 0; i < 3; i++) {
      expect((await failureOf(upstream.requestJson(request))).kind).toBe(
        'refused-status',
      );
    }
    expect(upstream.breakerState()).toBe('open');
    const error = await failureOf(upstream.requestJson(request));
    expect(error.kind).toBe('breaker-open');
    expect(error.reason).toMatch('status 500');
    expect(server.requests).toHaveLength(3);

    await sleep(1_020);
    await failureOf(upstream.requestJson(request));
    expect(server.requests).toHaveLength(4);
    expect(upstream.breakerState()).toBe('open');

    healthy = true;
    await sleep(1_020);
    await upstream.requestJson(request);
    expect(upstream.breakerState()).toBe('closed');
    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(logger.info).toHaveBeenCalledWith('prometheus/main: answers again');
  });

  it('does not count what is the fault of the request', async () => {
    const server = await serve((_, response) => sendJson(response, {}, 422));
    const upstream = upstreamOf(server, {
      breaker: { consecutiveFailures: 2 },
    });
    for (let i = 0; i < 5; i++) {
      await failureOf(upstream.requestJson(request));
    }
    expect(upstream.breakerState()).toBe('closed');
  });

  it('stays open when the probe was given up', async () => {
    let answers = true;
    const server = await serve((_, response) => {
      if (answers) sendJson(response, {}, 500);
    });
    const upstream = upstreamOf(server, {
      retries: 0,
      breaker: { consecutiveFailures: 1, halfOpenAfterMs: 50 },
    });
    await failureOf(upstream.requestJson(request));
    answers = false;
    await sleep(60);
    const error = await failureOf(
      upstream.requestJson({ ...request, signal: AbortSignal.timeout(60) }),
    );
    expect(error.kind).toBe('aborted');
    await sleep(10);
    expect(upstream.breakerState()).toBe('open');
  });

  it('tells what our own tries met rather than that it opened on them', async () => {
    const server = await serve((_, response) => sendJson(response, {}, 500));
    const upstream = upstreamOf(server, {
      retries: 5,
      breaker: { consecutiveFailures: 2 },
    });
    const error = await failureOf(upstream.requestJson(request));
    expect(error.kind).toBe('refused-status');
    expect(server.requests).toHaveLength(2);
  });
});

describe('the bulkhead', () => {
  it('lets so many through at once, queues so many, and turns the rest away', async () => {
    let running = 0;
    let most = 0;
    const server = await serve(async (_, response) => {
      most = Math.max(most, ++running);
      await sleep(50);
      running--;
      sendJson(response, { status: 'success' });
    });
    const upstream = upstreamOf(server, { concurrency: 2, queueLimit: 3 });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => upstream.requestJson(request)),
    );
    expect(most).toBe(2);
    expect(results.map(result => result.status)).toEqual([
      ...Array(5).fill('fulfilled'),
      ...Array(3).fill('rejected'),
    ]);
    expect((results[7] as PromiseRejectedResult).reason).toMatchObject({
      kind: 'overloaded',
    });
  });
});

describe('mistakes in the code', () => {
  it('are TypeErrors, and nothing is sent', async () => {
    const server = await serve((_, response) => response.end());
    const upstream = upstreamOf(server);
    for (const overrides of [
      { path: ['..', 'admin'] },
      { path: [''] },
      { headers: { 'x-header': 'a\r\nb: c' } },
      { json: {}, body: '' },
    ]) {
      await expect(
        upstream.request({ operation: 'ask', path: ['x'], ...overrides }),
      ).rejects.toThrow(TypeError);
    }
    expect(server.requests).toHaveLength(0);
    expect(() => upstreamOf({ url: 'ftp://x' })).toThrow(TypeError);
    expect(() => upstreamOf(server, { timeoutMs: 0 })).toThrow(
      /timeoutMs must be a number above 0/,
    );
  });
});
