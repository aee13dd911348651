import { ConfigReader } from '@backstage/config';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readUpstreamConfigs } from './config';

const directory = createMockDirectory();
const read = (...prometheus: object[]) =>
  readUpstreamConfigs(
    new ConfigReader({ slo: { prometheus } } as any),
    'slo.prometheus',
    { extraKeys: ['labels'] },
  );

it('is empty where nothing is configured', () => {
  expect(readUpstreamConfigs(new ConfigReader({}), 'slo.prometheus')).toEqual(
    [],
  );
});

it('reads everything', () => {
  directory.setContent({ 'ca.pem': 'CA' });
  expect(
    read({
      name: 'main',
      url: 'https://prometheus.example/prefix',
      headers: { 'X-Scope-OrgID': 'tenant' },
      basicAuth: { username: 'me', password: 'pw' },
      tls: { caFile: directory.resolve('ca.pem'), serverName: 'x' },
      timeout: '15s',
      retries: 0,
      concurrency: 4,
      maxResponseBytes: 1024,
      labels: {},
    }),
  ).toEqual([
    {
      name: 'main',
      baseUrl: 'https://prometheus.example/prefix',
      headers: { 'X-Scope-OrgID': 'tenant' },
      bearerToken: undefined,
      basicAuth: { username: 'me', password: 'pw' },
      tls: { ca: 'CA', cert: undefined, key: undefined, serverName: 'x' },
      timeoutMs: 15_000,
      retries: 0,
      concurrency: 4,
      maxResponseBytes: 1024,
    },
  ]);
});

it('reads a token file again when it changes', async () => {
  directory.setContent({ token: 'first\n' });
  const [{ bearerToken }] = read({
    name: 'main',
    url: 'http://host',
    bearerTokenFile: directory.resolve('token'),
  });
  const current = bearerToken as () => Promise<string>;
  await expect(current()).resolves.toBe('first');
  await expect(current()).resolves.toBe('first');
  directory.setContent({ token: 'second one' });
  await expect(current()).resolves.toBe('second one');
});

const good = { name: 'main', url: 'http://host' };
it.each<[object[], RegExp]>([
  [[{ url: 'http://host' }], /'slo\.prometheus\[0\]\.name'/],
  [[good, { name: 'b' }], /'slo\.prometheus\[1\]\.url'/],
  [[{ ...good, url: 'host:9090' }], /'slo\.prometheus\[0\]\.url' must be/],
  [[good, good], /'slo\.prometheus\[1\]\.name' repeats 'main'/],
  [
    [{ ...good, timout: '5s' }],
    /'slo\.prometheus\[0\]\.timout' is not known; known are name, url/,
  ],
  [[{ ...good, timeout: 'long' }], /'timeout'/],
  [
    [{ ...good, retries: -1 }],
    /'slo\.prometheus\[0\]\.retries' must be a whole/,
  ],
  [
    [{ ...good, concurrency: 0 }],
    /concurrency' must be a whole number of at least 1/,
  ],
  [
    [{ ...good, tls: { caFile: '/nowhere' } }],
    /'slo\.prometheus\[0\]\.tls\.caFile'/,
  ],
  [
    [{ ...good, bearerTokenFile: '/nowhere' }],
    /bearerTokenFile' .*cannot be read|bearerTokenFile/,
  ],
  [[{ ...good, bearerToken: 'a', bearerTokenFile: 'b' }], /exclude each other/],
  [
    [
      {
        ...good,
        bearerToken: 'a',
        basicAuth: { username: 'a', password: 'b' },
      },
    ],
    /both a bearer token and basicAuth/,
  ],
])('%j is refused with the key', (items, message) => {
  expect(() => read(...items)).toThrow(message);
});

it('does not repeat an address, which may hold a password', () => {
  expect(() => read({ ...good, url: 'http://me:hunter2@host:port' })).toThrow(
    expect.not.objectContaining({
      message: expect.stringContaining('hunter2'),
    }),
  );
});
