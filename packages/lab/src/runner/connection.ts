import { connect } from 'node:net';

/** Whether something accepts a connection there; any trouble is a no. */
export function acceptsConnection(
  host: string,
  port: number,
  withinMs: number,
): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port });
    socket.setTimeout(withinMs);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
