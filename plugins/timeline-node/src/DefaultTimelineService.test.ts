import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  timelineEventId,
  TimelineEventInput,
} from '@goreliable/plugin-timeline-common';
import { DefaultTimelineService } from './DefaultTimelineService';

jest.setTimeout(60_000);

interface Received {
  method: string;
  url: string;
  authorization: string;
  body?: { events: { id: string; severity: string }[] };
}

let server: Server;
let received: Received[] = [];
let respond: (
  response: ServerResponse,
  request: Received,
  count: number,
) => void;

function send(response: ServerResponse, status: number, value: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

const acceptAll = (response: ServerResponse, request: Received) =>
  send(response, 200, { published: request.body?.events.length });

async function record(request: IncomingMessage): Promise<Received> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return {
    method: request.method!,
    url: request.url!,
    authorization: request.headers.authorization!,
    body: text ? JSON.parse(text) : undefined,
  };
}

beforeEach(async () => {
  received = [];
  respond = acceptAll;
  server = createServer(async (request, response) => {
    const entry = await record(request);
    received.push(entry);
    respond(response, entry, received.length);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

function createService(attemptTimeoutMs = 20_000) {
  return DefaultTimelineService.create({
    discovery: {
      getBaseUrl: async pluginId =>
        `http://127.0.0.1:${
          (server.address() as AddressInfo).port
        }/api/${pluginId}`,
      getExternalBaseUrl: async () => {
        throw new Error('not for use between plugins');
      },
    },
    auth: mockServices.auth({ pluginId: 'scaffolder' }),
    retry: { backoffMs: 1, maxBackoffMs: 5, attemptTimeoutMs },
  });
}

function eventsOf(count: number, data = {}): TimelineEventInput[] {
  return Array.from({ length: count }, (_, i) => ({
    id: timelineEventId({ source: 'lab', key: String(i) }),
    at: '2026-05-04T10:00:00Z',
    kind: 'deploy',
    entityRef: 'component:default/gateway',
    title: 'Deployed',
    data,
  }));
}

describe('publish', () => {
  it('sends as the plugin itself, with defaults filled in', async () => {
    await expect(createService().publish(eventsOf(1))).resolves.toEqual({
      published: 1,
    });
    expect(received).toEqual([
      {
        method: 'POST',
        url: '/api/timeline/events',
        authorization: mockCredentials.service.header({
          onBehalfOf: mockCredentials.service('plugin:scaffolder'),
          targetPluginId: 'timeline',
        }),
        body: {
          events: [
            expect.objectContaining({
              id: 'lab:0',
              severity: 'info',
              data: {},
            }),
          ],
        },
      },
    ]);
  });

  it('cuts by number and by size, and keeps the order', async () => {
    await expect(createService().publish(eventsOf(1_200))).resolves.toEqual({
      published: 1_200,
    });
    expect(received.map(({ body }) => body!.events.length)).toEqual([
      500, 500, 200,
    ]);
    expect(
      received.flatMap(({ body }) => body!.events.map(({ id }) => id)),
    ).toEqual(eventsOf(1_200).map(({ id }) => id));

    received = [];
    await createService().publish(eventsOf(200, { log: 'x'.repeat(15_000) }));
    expect(received).toHaveLength(3);
    for (const { body } of received) {
      expect(JSON.stringify(body).length).toBeLessThan(1.1 * 1024 * 1024);
    }
  });

  it('sends nothing for nothing', async () => {
    await expect(createService().publish([])).resolves.toEqual({
      published: 0,
    });
    expect(received).toHaveLength(0);
  });

  it('names the event and field that is malformed, before anything is sent', async () => {
    const events = eventsOf(3);
    events[2] = { ...events[2], at: 'yesterday', title: '' };
    await expect(createService().publish(events)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        /^Timeline event 2 \(id 'lab:2'\) is malformed: at: .*; title: /,
      ),
    });
    expect(received).toHaveLength(0);
  });

  it.each([[500], [503], [429]])('repeats after %i', async status => {
    respond = (response, request, count) =>
      count < 3
        ? send(response, status, { error: { name: 'E', message: 'm' } })
        : acceptAll(response, request);
    await expect(createService().publish(eventsOf(2))).resolves.toEqual({
      published: 2,
    });
    expect(received).toHaveLength(3);
  });

  it('repeats after a broken connection and after silence', async () => {
    respond = (response, request, count) => {
      if (count === 1) {
        response.socket!.destroy();
      } else if (count > 2) {
        acceptAll(response, request);
      }
    };
    await expect(createService(2_000).publish(eventsOf(1))).resolves.toEqual({
      published: 1,
    });
    expect(received).toHaveLength(3);
  });

  it('gives up in the end, and says so', async () => {
    respond = response =>
      send(response, 503, { error: { name: 'E', message: 'starting' } });
    await expect(createService().publish(eventsOf(1))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'The timeline could not store events after 4 tries',
      ),
    });
    expect(received).toHaveLength(4);
  });

  it('does not repeat what is refused', async () => {
    respond = response =>
      send(response, 403, {
        error: { name: 'NotAllowedError', message: 'no' },
        response: { statusCode: 403 },
      });
    await expect(createService().publish(eventsOf(1))).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
    });
    expect(received).toHaveLength(1);
  });

  it('ends when the caller gives up', async () => {
    respond = () => {};
    await expect(
      createService().publish(eventsOf(1), {
        signal: AbortSignal.timeout(1_000),
      }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(received).toHaveLength(1);
  });
});

describe('listEvents', () => {
  it('asks on behalf of the credentials given', async () => {
    const list = {
      events: [
        {
          id: 'lab:0',
          at: '2026-05-04T10:00:00.000Z',
          kind: 'deploy',
          severity: 'info',
          entityRef: 'component:default/gateway',
          title: 'Deployed',
          data: { revision: '3f2a91' },
        },
      ],
      nextCursor: 'abc',
    };
    respond = response => send(response, 200, list);
    const credentials = mockCredentials.user('user:default/ada');
    await expect(
      createService().listEvents(
        { entityRefs: ['component:default/gateway'], hops: 1, limit: 5 },
        { credentials },
      ),
    ).resolves.toEqual(list);
    expect(received[0]).toMatchObject({
      method: 'GET',
      url: '/api/timeline/events?entityRef=component%3Adefault%2Fgateway&hops=1&limit=5',
      authorization: mockCredentials.service.header({
        onBehalfOf: credentials,
        targetPluginId: 'timeline',
      }),
    });
  });
});

describe('findSuspects', () => {
  it('asks on behalf of the credentials given', async () => {
    const list = {
      entityRef: 'component:default/gateway',
      onset: {
        at: '2026-05-04T10:00:00.000Z',
        earliest: '2026-05-04T09:59:00.000Z',
        latest: '2026-05-04T10:00:15.000Z',
      },
      windowMinutes: 60,
      summary: 'Nothing changed here or in its dependencies in the hour before',
      suspects: [],
      cleared: [],
      scope: {
        entities: [{ entityRef: 'component:default/gateway', hops: 0 }],
      },
      notes: [],
    };
    respond = response => send(response, 200, list);
    const credentials = mockCredentials.user('user:default/ada');
    await expect(
      createService().findSuspects(
        {
          entityRef: 'component:default/gateway',
          onset: '2026-05-04T10:00:00Z',
          windowMinutes: 60,
        },
        { credentials },
      ),
    ).resolves.toEqual(list);
    expect(received[0]).toMatchObject({
      method: 'GET',
      url: '/api/timeline/suspects?entityRef=component%3Adefault%2Fgateway&onset=2026-05-04T10%3A00%3A00Z&windowMinutes=60',
      authorization: mockCredentials.service.header({
        onBehalfOf: credentials,
        targetPluginId: 'timeline',
      }),
    });
  });
});
