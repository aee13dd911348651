import { once } from 'node:events';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { DefaultTimelineService } from '@goreliable/plugin-timeline-node';
import { TimelineEventFinder } from './TimelineEventFinder';

const viewer = {
  credentials: mockCredentials.user(),
  userEntityRef: 'user:default/omar',
  ownershipEntityRefs: [],
};

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** What is found through the timeline's own client, of a timeline that answers so. */
async function find(answer: RequestListener) {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const timeline = DefaultTimelineService.create({
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
    auth: mockServices.auth(),
    retry: { backoffMs: 1 },
  });
  return new TimelineEventFinder(timeline).find(viewer, 'all');
}

it('does not wait long for a timeline that hangs', async () => {
  const startedAtMs = Date.now();
  await expect(find(() => {})).rejects.toThrow(/timeout/);
  expect(Date.now() - startedAtMs).toBeLessThan(4_000);
});

it.each([403, 404])('takes %s for nothing to tell', async status => {
  expect(
    await find((_, response) => void response.writeHead(status).end()),
  ).toEqual([]);
});

it.each([400, 500])('takes %s for a failure', async status => {
  await expect(
    find((_, response) => void response.writeHead(status).end()),
  ).rejects.toThrow();
});
