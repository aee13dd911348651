import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { refuseAnonymousSockets } from './anonymousSockets';

const answer401: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(error.name === 'AuthenticationError' ? 401 : 500).end();
};

describe('refuseAnonymousSockets', () => {
  const app = express();
  const server = createServer(app);
  app.use(refuseAnonymousSockets(server));
  // As the signals plugin does: the first request that wants a socket makes it listen.
  app.use((request, response, next) => {
    if (request.headers.upgrade && server.listenerCount('upgrade') === 0) {
      server.on('upgrade', ({ url }, socket) => {
        if (url === '/api/signals' && socket.writable) {
          socket.end(
            'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
          );
        }
      });
      response.status(503).end();
      return;
    }
    next();
  });
  app.use((_request, response) => void response.send('a page'));
  app.use(answer401);

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => server.close());

  function status(
    headers: Record<string, string>,
    path = '/api/signals',
  ): Promise<number> {
    const { port } = server.address() as AddressInfo;
    const request = get({ port, path, headers, agent: false });
    return new Promise((resolve, reject) => {
      request.once('error', reject);
      request.once('response', response => {
        response.resume();
        resolve(response.statusCode!);
      });
      request.once('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response.statusCode!);
      });
    });
  }

  const socket = { connection: 'Upgrade', upgrade: 'websocket' };
  const token = { 'sec-websocket-protocol': 'a-token' };

  it('refuses the first, and all after somebody listens', async () => {
    expect(await status(socket)).toBe(401);
    // Makes the plugin listen.
    expect(await status({ ...socket, ...token })).toBe(503);
    expect(await status(socket)).toBe(401);
    expect(await status({ ...socket, ...token })).toBe(101);
    expect(await status({})).toBe(200);
  });

  /** What a client hears that sends a request for a socket and never closes its end. */
  async function answerToWhoStays(path: string, lines: readonly string[]) {
    const { port } = server.address() as AddressInfo;
    const client = connect({
      port,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    let answer = '';
    client.on('data', chunk => (answer += chunk));
    // It may hear of the end by a reset.
    client.on('error', () => {});
    const served = once(server, 'connection');
    client.write(
      [
        `GET ${path} HTTP/1.1`,
        'Host: portal',
        'Connection: Upgrade',
        'Upgrade: websocket',
        ...lines,
        '\r\n',
      ].join('\r\n'),
    );
    const [connection] = await served;
    if (!connection.destroyed) {
      await once(connection, 'close');
    }
    await once(client, 'end').catch(() => {});
    client.destroy();
    return answer.split('\r\n', 1)[0];
  }

  it('keeps no connection of whom it refuses, at whatever path', async () => {
    const withToken = ['Sec-WebSocket-Protocol: a-token'];
    expect(await answerToWhoStays('/api/signals', [])).toBe(
      'HTTP/1.1 401 Unauthorized',
    );
    for (const path of ['/', '/signals', '/api/signals/', '/api/catalog']) {
      expect(await answerToWhoStays(path, withToken)).toBe(
        'HTTP/1.1 404 Not Found',
      );
    }
    expect(await status({ ...socket, ...token })).toBe(101);
  });
});
