import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { AuthenticationError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/** Browsers can set no other header of a web socket: the token comes as its protocol. */
function isAnonymous({ headers }: IncomingMessage): boolean {
  return headers['sec-websocket-protocol'] === undefined;
}

function refuse(request: IncomingMessage, socket: Duplex): void {
  if (isAnonymous(request)) {
    socket.end(
      'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
  }
}

/**
 * Refuses web sockets of people who do not say who they are. Backstage's signals take them
 * for guests and tell them what is broadcast, such as which objectives have changed.
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
