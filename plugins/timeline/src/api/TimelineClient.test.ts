import { TimelineClient } from './TimelineClient';

function clientWith(status: number, body: unknown) {
  const fetch = jest.fn(
    async (..._: unknown[]) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  return {
    fetch,
    client: new TimelineClient({
      discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
      fetchApi: { fetch: fetch as never },
    }),
  };
}

it('asks with the query and checks the answer', async () => {
  const { client, fetch } = clientWith(200, { events: [] });
  const { signal } = new AbortController();
  await expect(
    client.listEvents(
      { entityRefs: ['component:default/a'], kinds: ['deploy', 'slo'] },
      { signal },
    ),
  ).resolves.toEqual({ events: [] });
  expect(fetch).toHaveBeenCalledWith(
    'http://portal/api/timeline/events?entityRef=component%3Adefault%2Fa&kind=deploy&kind=slo',
    { signal },
  );
});

it('throws what the portal refuses, by name', async () => {
  const { client } = clientWith(403, {
    error: { name: 'NotAllowedError', message: 'You may not.' },
    response: { statusCode: 403 },
  });
  await expect(client.listEvents({})).rejects.toMatchObject({
    name: 'ResponseError',
    statusCode: 403,
    cause: { name: 'NotAllowedError', message: 'You may not.' },
  });
});

it('takes no nonsense, and no link that runs a script', async () => {
  await expect(
    clientWith(200, { evnts: [] }).client.listEvents({}),
  ).rejects.toMatchObject({ name: 'ZodError' });
  const event = {
    id: 'a:b',
    at: '2026-05-04T10:00:00.000Z',
    kind: 'deploy',
    severity: 'info',
    entityRef: 'component:default/a',
    title: 'x',
    // eslint-disable-next-line no-script-url -- it is what must be refused
    href: 'javascript:alert(1)',
    data: {},
  };
  await expect(
    clientWith(200, { events: [event] }).client.listEvents({}),
  ).rejects.toMatchObject({ name: 'ZodError' });
});

it('asks for suspects with the uncertainty of the onset, and checks the answer', async () => {
  const answer = {
    entityRef: 'component:default/a',
    onset: { at: 'x', earliest: 'x', latest: 'x' },
    windowMinutes: 60,
    summary: 'Nothing changed here in the hour before',
    suspects: [],
    cleared: [],
    scope: { entities: [] },
    notes: [],
  };
  const query = {
    entityRef: 'component:default/a',
    onset: '2026-05-04T10:00:00.000Z',
    latest: '2026-05-04T10:01:00.000Z',
  };
  const { client, fetch } = clientWith(200, answer);
  await expect(client.findSuspects(query)).resolves.toEqual(answer);
  expect(fetch).toHaveBeenCalledWith(
    'http://portal/api/timeline/suspects?entityRef=component%3Adefault%2Fa&onset=2026-05-04T10%3A00%3A00.000Z&latest=2026-05-04T10%3A01%3A00.000Z',
    { signal: undefined },
  );
  await expect(
    clientWith(200, { suspects: 'many' }).client.findSuspects(query),
  ).rejects.toMatchObject({ name: 'ZodError' });
});
