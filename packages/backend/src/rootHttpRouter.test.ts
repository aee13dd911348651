import { createServer } from 'node:net';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { offerAtHand } from '@goreliable/answers';
import type { RequestHandler } from 'express';
import request from 'supertest';
import { portalRootHttpRouter } from './rootHttpRouter';

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) {
    await stop();
  }
});

/** The root router with one plugin, whose answers may be given again. */
async function start(backend: JsonObject = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const hooks: (() => unknown)[] = [];
  const lines: string[] = [];
  const note = (text: string) => void lines.push(text);
  const logger: LoggerService = {
    info: note,
    warn: note,
    error: note,
    debug: note,
    child: () => logger,
  };
  const router = await ServiceFactoryTester.from(portalRootHttpRouter, {
    dependencies: [
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: url },
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            ...backend,
          },
        },
      }),
      mockServices.rootLifecycle.mock({
        addShutdownHook: hook => void hooks.push(hook),
      }).factory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
    ],
  }).getSubject();
  const stop = async () => {
    await Promise.all(hooks.splice(0).map(hook => hook()));
  };
  stops.push(stop);
  const state = { asked: 0 };
  const answer: RequestHandler = (_, response) => {
    state.asked += 1;
    const body = Buffer.from(`number ${state.asked}`);
    const etag = 'W/"1"';
    const validity = { untilMs: Infinity, isCurrent: () => true };
    offerAtHand(response, { etag, body, ...validity });
    response.set({ ETag: etag, 'Content-Type': 'text/plain' }).end(body);
  };
  router.use('/api/shop', answer);
  const ask = () =>
    request(url).get('/api/shop/goods').set('authorization', 'Bearer miles');
  return { state, lines, ask, stop };
}

describe('portalRootHttpRouter', () => {
  it('answers from hand as the whole road does', async () => {
    const { state, lines, ask, stop } = await start();
    const first = await ask().expect(200);
    const second = await ask().expect(200);
    expect(state.asked).toBe(1);
    expect(second.text).toBe('number 1');
    const { date, ...headers } = first.headers;
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(second.headers).toMatchObject(headers);
    await ask().set('if-none-match', 'W/"1"').expect(304);
    await stop();
    expect(lines).toContain(
      'Requests answered: GET /api/shop 200 × 2, GET /api/shop 304 × 1',
    );
  });

  it('counts what it answers from hand where callers may ask only so often', async () => {
    const { state, ask } = await start({
      rateLimit: {
        window: '1m',
        incomingRequestLimit: 2,
        ipAllowList: ['192.0.2.1'],
      },
    });
    const first = await ask().expect(200);
    const second = await ask().expect(200);
    expect(state.asked).toBe(1);
    expect(second.headers['x-ratelimit-remaining']).not.toBe(
      first.headers['x-ratelimit-remaining'],
    );
    expect(second.headers['content-security-policy']).toBe(
      first.headers['content-security-policy'],
    );
    await ask().expect(429);
  });

  it('has nothing at hand where a plugin counts for itself', async () => {
    const { state, ask } = await start({
      rateLimit: { global: false, plugin: { shop: { window: '1m' } } },
    });
    await ask().expect(200);
    await ask().expect(200);
    expect(state.asked).toBe(2);
  });

  it('tells each request where the log is to have everything', async () => {
    const { state, lines, ask } = await start({ logger: { level: 'debug' } });
    await ask().expect(200);
    await ask().expect(200);
    expect(state.asked).toBe(2);
    expect(
      lines.filter(line => line.includes('"GET /api/shop/goods HTTP/1.1" 200')),
    ).toHaveLength(2);
  });
});
