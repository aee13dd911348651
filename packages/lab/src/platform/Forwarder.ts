import { createServer, connect, type Server, type Socket } from 'node:net';

/**
 * A fixed port in front of a service's current process, as a Service is in
 * front of pods: a release starts the new process beside the old one and
 * points the port at it, without a refused connection in between.
 */
export class Forwarder {
  private readonly server: Server;
  private readonly connections = new Set<Socket>();
  private target: number | undefined;

  private constructor(readonly port: number) {
    this.server = createServer(
      { allowHalfOpen: true, noDelay: true, pauseOnConnect: true },
      client => this.forward(client),
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
   * New connections go there. Connections that exist stay where they are until
   * the old process, which drains, closes them. Without a target, connections
   * are reset at once, which a client sees like a refusal.
   */
  pointAt(port: number | undefined): void {
    this.target = port;
  }

  async close(): Promise<void> {
    this.target = undefined;
    const closed = new Promise<void>(resolve => {
      this.server.close(() => resolve());
    });
    this.connections.forEach(socket => socket.destroy());
    await closed;
  }

  private forward(client: Socket): void {
    if (this.target === undefined) {
      client.resetAndDestroy();
      return;
    }
    const service = connect({
      port: this.target,
      host: '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    for (const socket of [client, service]) {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    }
    service.once('connect', () => {
      client.pipe(service).pipe(client);
    });
    // Half-closed connections stay open in the other direction; a broken one
    // is broken for both.
    client.once('error', () => service.destroy());
    service.once('error', () => client.resetAndDestroy());
    client.once('close', () => service.destroy());
    service.once('close', () => client.destroySoon());
  }
}
