import {
  Agent,
  createServer,
  request as sendRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';
import type { Duplex } from 'node:stream';

// They are about one connection, and each side has its own.
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
]);

// Clients close idle connections earlier (Go after 90 s): nobody sends a
// request on a connection that we are closing at the same moment.
const idleClientMs = 10 * 60_000;
// And we close ours before the services do, after 120 s.
const idleServiceMs = 15_000;

/**
 * A fixed port in front of a service's current process, as a Service is in
 * front of pods. It hands on each request by itself, not each connection: so
 * from one release to the next no client loses a connection that it keeps.
 */
export class Forwarder {
  private readonly server: Server;
  /** Connections that are not the server's any more. */
  private readonly upgraded = new Set<Duplex>();
  private target: { port: number; agent: Agent } | undefined;

  private constructor(readonly port: number) {
    this.server = createServer(
      { keepAliveTimeout: idleClientMs, requestTimeout: 0, noDelay: true },
      (request, response) => this.forward(request, response),
    );
    this.server.on('upgrade', (request, socket, head) =>
      this.forwardUpgrade(request, socket, head),
    );
  }

  /** @throws Error if the port cannot be had on loopback. */
  static async listen(port: number): Promise<Forwarder> {
    const forwarder = new Forwarder(port);
    await new Promise<void>((resolve, reject) => {
      forwarder.server.once('error', reject);
      forwarder.server.listen({ port, host: '127.0.0.1' }, () => {
        forwarder.server.off('error', reject);
        resolve();
      });
    });
    return forwarder;
  }

  /**
   * Requests go there from now on; those under way end where they began.
   * Without a target, connections are reset, which a client sees like a
   * refusal.
   */
  pointAt(port: number | undefined): void {
    const before = this.target;
    this.target =
      port === undefined
        ? undefined
        : {
            port,
            agent: new Agent({ keepAlive: true, timeout: idleServiceMs }),
          };
    Object.values(before?.agent.freeSockets ?? {})
      .flatMap(sockets => sockets ?? [])
      .forEach(socket => socket.destroy());
  }

  async close(): Promise<void> {
    this.pointAt(undefined);
    const closed = new Promise<void>(resolve => {
      this.server.close(() => resolve());
    });
    this.server.closeAllConnections();
    this.upgraded.forEach(socket => socket.destroy());
    await closed;
  }

  private forward(request: IncomingMessage, response: ServerResponse): void {
    if (!this.target) {
      request.socket.resetAndDestroy();
      return;
    }
    const { port, agent } = this.target;
    const onward = sendRequest({
      ...{ host: '127.0.0.1', port, agent },
      method: request.method,
      path: request.url,
      headers: endToEnd(request.rawHeaders),
    });
    onward.once('response', answer => {
      response.writeHead(
        answer.statusCode!,
        answer.statusMessage,
        endToEnd(answer.rawHeaders),
      );
      // A cut answer is cut for the client too, not ended as if it were whole.
      pipeline(answer, response, () => {});
    });
    onward.once('error', () => {
      if (!response.writableFinished) {
        request.socket.resetAndDestroy();
      }
    });
    // A client that gives up takes its request back.
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }

  private forwardUpgrade(
    request: IncomingMessage,
    client: Duplex,
    head: Buffer,
  ): void {
    if (!this.target) {
      client.destroy();
      return;
    }
    this.upgraded.add(client);
    client.once('close', () => this.upgraded.delete(client));
    const service = connect({ port: this.target.port, host: '127.0.0.1' });
    const lines = pairs(request.rawHeaders).map(
      ([name, value]) => `${name}: ${value}`,
    );
    const start = `${request.method} ${request.url} HTTP/1.1`;
    service.write(`${[start, ...lines].join('\r\n')}\r\n\r\n`);
    service.write(head);
    pipeline(client, service, () => client.destroy());
    pipeline(service, client, () => service.destroy());
  }
}

function pairs(rawHeaders: readonly string[]): Array<[string, string]> {
  return Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
    rawHeaders[2 * index],
    rawHeaders[2 * index + 1],
  ]);
}

/** The headers to hand on, in their order, with the repeated ones. */
function endToEnd(rawHeaders: readonly string[]): string[] {
  return pairs(rawHeaders)
    .filter(([name]) => !hopByHop.has(name.toLowerCase()))
    .flat();
}
