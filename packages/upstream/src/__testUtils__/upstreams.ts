import { z } from 'zod';
import { createUpstream } from '../createUpstream';
import { Upstream, UpstreamOptions } from '../types';
import { UpstreamError } from '../UpstreamError';
import { startServer, TestServer } from './startServer';

// Other tests may keep the machine busy: limits are narrow only where they are what is tested.
jest.setTimeout(60_000);

const servers: TestServer[] = [];
const upstreams: Upstream[] = [];

afterEach(async () => {
  await Promise.all(upstreams.splice(0).map(upstream => upstream.close()));
  await Promise.all(servers.splice(0).map(server => server.close()));
});

/** A call as good as any other. */
export const request = {
  operation: 'ask',
  path: ['api', 'v1', 'query'],
  schema: z.object({ status: z.literal('success') }),
};

/** A real server that ends with the test. */
export async function serve(
  ...args: Parameters<typeof startServer>
): Promise<TestServer> {
  const server = await startServer(...args);
  servers.push(server);
  return server;
}

/** An upstream of a server, which ends with the test. */
export function upstreamOf(
  server: { url: string },
  options: Partial<UpstreamOptions> = {},
): Upstream {
  const upstream = createUpstream({
    name: 'prometheus/main',
    baseUrl: server.url,
    timeoutMs: 30_000,
    attemptTimeoutMs: 10_000,
    retryDelayMs: 5,
    ...options,
  });
  upstreams.push(upstream);
  return upstream;
}

/** What a call failed with; fails the test if it did not. */
export async function failureOf(
  promise: Promise<unknown>,
): Promise<UpstreamError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  return error as UpstreamError;
}
