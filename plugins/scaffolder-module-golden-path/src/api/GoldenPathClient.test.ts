import { GoldenPathClient } from './GoldenPathClient';

function client(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_url: string, _init?: RequestInit) =>
      ({
        ok: status < 400,
        status,
        statusText: '',
        headers: new Map([['content-type', 'application/json']]),
        json: async () => body,
        text: async () => JSON.stringify(body),
      } as unknown as Response),
  );
  const goldenPath = new GoldenPathClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch: fetch as any },
  });
  return { goldenPath, fetch };
}

it('asks for a name, encoded', async () => {
  const answer = { name: 'a/b', available: false, reason: 'malformed' };
  const { goldenPath, fetch } = client(200, answer);
  await expect(goldenPath.nameAvailability('a/b')).resolves.toEqual(answer);
  expect(fetch.mock.calls[0][0]).toBe(
    'http://portal/api/golden-path/names/a%2Fb',
  );
});

it('posts the answers for a preview', async () => {
  const { goldenPath, fetch } = client(200, { repository: [], gitops: [] });
  const request = {
    template: 'go-service',
    parameters: { name: 'shop' },
  } as const;
  await expect(goldenPath.preview(request)).resolves.toEqual({
    repository: [],
    gitops: [],
  });
  expect(JSON.parse(fetch.mock.calls[0][1]!.body as string)).toEqual(request);
});

it("rejects with the portal's own words", async () => {
  const { goldenPath } = client(503, {
    error: { name: 'ServiceUnavailableError', message: 'Gitea is away' },
    response: { statusCode: 503 },
  });
  await expect(goldenPath.nameAvailability('shop')).rejects.toMatchObject({
    name: 'ResponseError',
    statusCode: 503,
  });
});

it('rejects an answer that is none', async () => {
  const { goldenPath } = client(200, { available: 'perhaps' });
  await expect(goldenPath.nameAvailability('shop')).rejects.toThrow();
});
