import type { PartDefinition } from '../parts/types';

/** A server that does nothing but accept connections on its port. */
const listenScript = `
  require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1');
`;

/** A part that is real enough to be supervised: one Node process on one port. */
export function dummyPart(
  name: string,
  port: number,
  overrides: Partial<PartDefinition> & { script?: string } = {},
): PartDefinition {
  const { script = listenScript, ...others } = overrides;
  return {
    name,
    title: name,
    tier: 'core',
    needs: [],
    tools: [],
    ports: () => [port],
    command: () => ({
      file: process.execPath,
      args: ['-e', script, `${port}`],
    }),
    readiness: () => ({ tcp: port }),
    readyWithinMs: 90_000,
    restart: { firstDelayMs: 20, longestDelayMs: 100 },
    stopSignal: 'SIGTERM',
    stopWithinMs: 3000,
    ...others,
  };
}
