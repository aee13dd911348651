import { createServer } from 'node:net';

/**
 * Ports of loopback that nobody listens on at the moment, all different. They
 * come from the system's range for short-lived ports, so the lab's own ports
 * are not among them.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(
        server =>
          new Promise<number>((resolve, reject) => {
            server.once('error', reject);
            server.listen({ port: 0, host: '127.0.0.1' }, () => {
              const address = server.address();
              resolve(typeof address === 'object' ? address!.port : 0);
            });
          }),
      ),
    );
  } finally {
    servers.forEach(server => server.close());
  }
}
