import { once } from 'node:events';
import {
  Agent,
  createServer,
  get,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS_NOTIFY_TIMEOUT_HEADER } from '@backstage/plugin-events-node';
import { drainOnShutdown } from './drain';

const agent = new Agent({ keepAlive: true });
const closing: Array<() => void> = [];

afterEach(() => closing.splice(0).forEach(close => close()));
afterAll(() => agent.destroy());

/** A server that leaves each answer to the test, and the stop of a backend around it. */
async function start(limitMs = 60_000) {
  const answers = new Map<string, ServerResponse>();
  const server = createServer((request, response) => {
    answers.set(request.url!, response);
  });
  // Longer than any test waits: an idle connection does not go by itself.
  server.keepAliveTimeout = 120_000;
  const hooks = { before: [] as Function[], after: [] as Function[] };
  const warnings: string[] = [];
  drainOnShutdown({
    server,
    lifecycle: {
      addBeforeShutdownHook: hook => void hooks.before.push(hook),
      addShutdownHook: hook => void hooks.after.push(hook),
    },
    logger: { info: () => {}, warn: text => void warnings.push(text) },
    delayMs: 1,
    limitMs,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const asked: Record<string, Promise<IncomingMessage>> = {};

  return {
    warnings,
    server,
    /** Resolves when the request has arrived. */
    async ask(path: string): Promise<ServerResponse> {
      const request = get({ agent, port, path });
      asked[path] = once(request, 'response').then(([message]) => message);
      // Who is not interested in the answer need not hear that there is none.
      asked[path].catch(() => {});
      while (!answers.has(path)) {
        await new Promise(resolve => setImmediate(resolve));
      }
      return answers.get(path)!;
    },
    async heard(path: string) {
      const message = await asked[path];
      let body = '';
      for await (const chunk of message) {
        body += chunk;
      }
      return { body, connection: message.headers.connection };
    },
    beforeShutdown: () => Promise.all(hooks.before.map(hook => hook())),
    /** As Backstage ends its server: the hooks, and the server's own end. */
    async shutdown() {
      hooks.after.forEach(hook => hook());
      server.closeIdleConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}

describe('drainOnShutdown', () => {
  it('answers what is open before anything else goes', async () => {
    const { ask, heard, beforeShutdown, shutdown } = await start();
    const response = await ask('/slow');
    const order: string[] = [];
    const drained = beforeShutdown().then(() => order.push('drained'));
    setTimeout(() => {
      order.push('answered');
      response.end('all of it');
    }, 200);
    await drained;
    expect(order).toEqual(['answered', 'drained']);
    expect(await heard('/slow')).toEqual({
      body: 'all of it',
      connection: 'close',
    });
    await shutdown();
  });

  it('tells whoever still comes to go elsewhere next', async () => {
    const { ask, heard, beforeShutdown, shutdown } = await start();
    (await ask('/before')).end();
    expect((await heard('/before')).connection).toBe('keep-alive');
    const drained = beforeShutdown();
    (await ask('/late')).end();
    expect((await heard('/late')).connection).toBe('close');
    await drained;
    await shutdown();
  });

  it.each([
    ['a stream of events', 'content-type', 'text/event-stream; charset=utf-8'],
    ['the events bus', EVENTS_NOTIFY_TIMEOUT_HEADER, '55000'],
  ])('does not wait for %s, and ends it in order', async (_, name, value) => {
    const { ask, heard, beforeShutdown, shutdown } = await start();
    const response = await ask('/news');
    response.setHeader(name, value);
    response.flushHeaders();
    await beforeShutdown();
    await shutdown();
    expect((await heard('/news')).body).toBe('');
  });

  it('does not wait for a connection that became idle after the idle ones were closed', async () => {
    const { ask, heard, shutdown } = await start();
    const response = await ask('/');
    response.flushHeaders();
    const over = shutdown();
    response.end('kept alive');
    expect(await heard('/')).toEqual({
      body: 'kept alive',
      connection: 'keep-alive',
    });
    await over;
  });

  it('does not wait for a web socket that nobody ends', async () => {
    const { server, beforeShutdown, shutdown } = await start();
    server.on('upgrade', (_, socket) =>
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      ),
    );
    const { port } = server.address() as AddressInfo;
    const [, socket] = await once(
      get({
        port,
        agent: false,
        headers: { connection: 'Upgrade', upgrade: 'websocket' },
      }),
      'upgrade',
    );
    await beforeShutdown();
    await Promise.all([shutdown(), once(socket, 'close')]);
    expect(socket.destroyed).toBe(true);
  });

  it('cuts off what takes longer than the limit, and names it without its query', async () => {
    const { ask, beforeShutdown, shutdown, warnings } = await start(1);
    await ask('/endless?token=secret');
    await beforeShutdown();
    await shutdown();
    expect(warnings).toEqual([
      'GET /endless is cut off, it took longer than 1 ms',
    ]);
  });
});
