import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson } from './__testUtils__/startServer';
import {
  failureOf,
  request,
  serve,
  upstreamOf,
} from './__testUtils__/upstreams';

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
