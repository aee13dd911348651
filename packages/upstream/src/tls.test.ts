import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { createUpstream } from './createUpstream';
import { Upstream } from './types';

jest.setTimeout(60_000);

let server: Server;
let ca: string;
const upstreams: Upstream[] = [];

beforeAll(async () => {
  const pems = generate([{ name: 'commonName', value: 'upstream.test' }], {
    algorithm: 'sha256',
    keySize: 2048,
    days: 2,
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'upstream.test' }],
      },
    ],
  });
  ca = pems.cert;
  server = createServer({ key: pems.private, cert: pems.cert }, (_, response) =>
    response.end('pong'),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await Promise.all(upstreams.map(upstream => upstream.close()));
  await new Promise(resolve => server.close(resolve));
});

function upstreamWith(tls?: { ca?: string; serverName?: string }) {
  const upstream = createUpstream({
    name: 'secure',
    baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    retryDelayMs: 1,
    tls,
  });
  upstreams.push(upstream);
  return upstream.requestText({ operation: 'ask', path: ['x'] });
}

it('trusts an authority that is configured', async () => {
  await expect(upstreamWith({ ca, serverName: 'upstream.test' })).resolves.toBe(
    'pong',
  );
});

it.each([
  ['of an unknown authority', () => undefined],
  ['for another name', () => ({ ca, serverName: 'other.test' })],
])('does not trust a certificate %s, and does not retry', async (_, tls) => {
  await expect(upstreamWith(tls())).rejects.toMatchObject({
    kind: 'unreachable',
    retryable: false,
    message: expect.stringContaining('certificate is not trusted'),
  });
});
