import { createUpstream } from './createUpstream';
import { startServer, TestServer } from './__testUtils__/startServer';
import { Upstream } from './types';

jest.setTimeout(60_000);

const secrets = {
  header: 'header-secret-1',
  token: 'token-secret-2',
  password: 'password-secret-3',
};
let server: TestServer;
let upstream: Upstream;

afterEach(async () => {
  await upstream.close();
  await server.close();
});

function everythingIn(error: unknown): string {
  const parts: string[] = [];
  for (
    let current = error as Error | undefined;
    current;
    current = current.cause as Error | undefined
  ) {
    parts.push(current.message, current.stack ?? '', JSON.stringify(current));
  }
  return parts.join('\n');
}

it.each([
  ['bearer token', secrets.token, { bearerToken: secrets.token }],
  ['rotating token', secrets.token, { bearerToken: () => secrets.token }],
  ['header', secrets.header, { headers: { 'x-api-key': secrets.header } }],
  [
    'password',
    Buffer.from(`me:${secrets.password}`).toString('base64'),
    { basicAuth: { username: 'me', password: async () => secrets.password } },
  ],
])(
  'a %s that the server echoes gets into no message or log',
  async (_, secret, options) => {
    server = await startServer((request, response) => {
      response
        .writeHead(500)
        .end(`you sent ${JSON.stringify(request.headers)} to ${request.url}`);
    });
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    upstream = createUpstream({
      name: 'echo',
      baseUrl: server.url,
      retryDelayMs: 1,
      breaker: { consecutiveFailures: 2 },
      logger: { debug: log, info: log, warn: log },
      ...options,
    });
    const error = await upstream
      .request({
        operation: 'ask',
        path: ['x'],
        query: { token: 'query-secret-4', value: secret },
        headers: { cookie: 'session=5' },
      })
      .catch(reason => reason);

    expect(JSON.stringify(server.requests[0].headers)).toContain(secret);
    expect(error.message).toContain('you sent');
    expect(lines.length).toBeGreaterThan(0);
    const shown = everythingIn(error) + lines.join('\n');
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain('query-secret-4');
    expect(shown).not.toContain('session=5');
  },
);

it('a source that fails is named, and its message is redacted', async () => {
  server = await startServer((_, response) => response.end());
  upstream = createUpstream({
    name: 'echo',
    baseUrl: server.url,
    retries: 0,
    headers: { a: secrets.header },
    bearerToken: () => {
      throw new Error(`vault says no to ${secrets.header}`);
    },
  });
  await expect(
    upstream.request({ operation: 'ask', path: ['x'] }),
  ).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(
      /credentials for it could not be read .*vault says no to •••/,
    ),
  });
  expect(server.requests).toHaveLength(0);
});
