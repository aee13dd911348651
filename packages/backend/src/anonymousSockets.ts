import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { AuthenticationError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/** Browsers can set no other header of a web socket: the token comes as its protocol. */
function isAnonymous({ headers }: IncomingMessage): boolean {
  return headers['sec-websocket-protocol'] === undefined;
}

/** The one path of the portal that has web sockets. */
const signalsPath = '/api/signals';

function refuse(request: IncomingMessage, socket: Duplex): void {
  // The server has let go of the socket, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy());
  const status = statusOf(request);
  if (status) {
    // Who is refused need not close its end, and nobody else would.
    socket.end(
      `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      () => socket.destroy(),
    );
  }
}

function statusOf(request: IncomingMessage): string | undefined {
  if (isAnonymous(request)) {
    return '401 Unauthorized';
  }
  return request.url === signalsPath ? undefined : '404 Not Found';
}

/**
 * Refuses web sockets of people who do not say who they are. Backstage's signals take them
 * for guests and tell them what is broadcast, such as which objectives have changed.
 * Refuses also those at other paths, which nobody would ever answer or close.
 *
 * A first upgrade comes as a request; the signals plugin listens for all later ones itself.
 * This listener is put before its, and a socket that has been ended here is none to it.
 */
export function refuseAnonymousSockets(server: Server): RequestHandler {
  let isListening = false;
  server.on('newListener', event => {
    if (event === 'upgrade' && !isListening) {
      isListening = true;
      server.on('upgrade', refuse);
    }
  });
  return (request, _response, next) => {
    if (request.headers.upgrade !== undefined && isAnonymous(request)) {
      throw new AuthenticationError('A web socket needs a token');
    }
    next();
  };
}
