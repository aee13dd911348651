import express from 'express';
import request from 'supertest';
import { requestLog } from './requestLog';

function setUp(options: { isDetailed?: boolean; tookMs?: number } = {}) {
  const { isDetailed = false, tookMs = 0 } = options;
  const lines: { text: string; meta: any }[] = [];
  let now = 0;
  const log = requestLog({
    logger: { info: (text, meta) => void lines.push({ text, meta }) },
    isDetailed,
    now: () => now,
  });
  const app = express();
  app.use(log.middleware);
  const plugin = express.Router();
  plugin.all('/fails', (_, response) => void response.status(503).end());
  plugin.all('/hangs', () => {});
  plugin.use((_, response) => {
    now += tookMs;
    response.json({});
  });
  app.use('/api/:plugin', plugin);
  app.use((_, response) => void response.send('a page'));
  return { log, lines, ask: request(app) };
}

async function waitFor(condition: () => boolean) {
  while (!condition()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

describe('requestLog', () => {
  it('tells reads by their number', async () => {
    const { log, lines, ask } = setUp();
    await ask.get('/api/slo/overview?entityRef=a');
    await ask.get('/api/slo/slos/x');
    await ask.get('/catalog/default/component/gateway');
    await ask.get('/settings');
    expect(lines).toEqual([]);
    log.tell();
    expect(lines).toEqual([
      {
        text: 'Requests answered: GET /api/slo 200 × 2, GET pages 200 × 2',
        meta: { type: 'countedRequests' },
      },
    ]);
    log.tell();
    expect(lines).toHaveLength(1);
  });

  it('does so every minute while there are any', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      const { log, lines } = setUp();
      const read = { method: 'GET', url: '/api/slo/overview' } as any;
      log.note(read, 200);
      log.note(read, 304);
      jest.advanceTimersByTime(59_999);
      expect(lines).toEqual([]);
      jest.advanceTimersByTime(1);
      expect(lines.map(({ text }) => text)).toEqual([
        'Requests answered: GET /api/slo 200 × 1, GET /api/slo 304 × 1',
      ]);
      jest.advanceTimersByTime(600_000);
      expect(lines).toHaveLength(1);
      log.note(read, 200);
      jest.advanceTimersByTime(60_000);
      expect(lines).toHaveLength(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    ['a write', 'post', '/api/slo/slos/x/reviews', 200],
    ['what fails', 'get', '/api/slo/fails', 503],
    ['a sign-in', 'get', '/api/auth/oidc/refresh?optional', 200],
    ['a sign-in, however it is spelled', 'get', '/API/Auth/oidc', 200],
  ] as const)('tells %s by itself', async (_, method, path, status) => {
    const { log, lines, ask } = setUp();
    await ask[method](path).set('user-agent', 'test').set('referer', '/from');
    log.tell();
    expect(lines).toHaveLength(1);
    const [{ text, meta }] = lines;
    expect(meta).toMatchObject({
      type: 'incomingRequest',
      method: method.toUpperCase(),
      url: path,
      status,
      httpVersion: '1.1',
      userAgent: 'test',
      referrer: '/from',
      durationMs: 0,
    });
    expect(text).toContain(
      `"${method.toUpperCase()} ${path} HTTP/1.1" ${status}`,
    );
  });

  it('tells what was slow by itself', async () => {
    const slow = setUp({ tookMs: 1_000 });
    await slow.ask.get('/api/slo/overview');
    expect(slow.lines[0].meta).toMatchObject({ durationMs: 1_000 });
    const quick = setUp({ tookMs: 999 });
    await quick.ask.get('/api/slo/overview');
    expect(quick.lines).toEqual([]);
  });

  it('tells everything by itself to who looks for something', async () => {
    const { lines, ask } = setUp({ isDetailed: true });
    await ask.get('/api/slo/overview');
    expect(lines[0].meta).toMatchObject({ url: '/api/slo/overview' });
  });

  it.each(['get', 'post'] as const)(
    'tells of a %s whose caller gave up',
    async method => {
      const { log, lines, ask } = setUp();
      await ask[method]('/api/slo/hangs')
        .timeout(50)
        .catch(() => {});
      await waitFor(() => lines.length > 0);
      log.tell();
      expect(lines).toHaveLength(1);
      const [{ text, meta }] = lines;
      expect(meta).toMatchObject({
        type: 'incomingRequest',
        url: '/api/slo/hangs',
        status: 499,
        aborted: true,
      });
      expect(text).toContain('/api/slo/hangs HTTP/1.1" 499');
    },
  );
});
