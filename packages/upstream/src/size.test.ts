import { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { createUpstream } from './createUpstream';
import { startServer, TestServer } from './__testUtils__/startServer';
import { Upstream } from './types';

jest.setTimeout(60_000);

const mebibyte = 1024 * 1024;
let server: TestServer | undefined;
let upstream: Upstream | undefined;

afterEach(async () => {
  await upstream?.close();
  await server?.close();
});

function makeUpstream(maxResponseBytes = mebibyte) {
  upstream = createUpstream({
    name: 'big',
    baseUrl: server!.url,
    maxResponseBytes,
    retryDelayMs: 1,
    timeoutMs: 50_000,
  });
  return upstream;
}

it('stops reading a 200 MB stream at the limit', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let written = 0;
  server = await startServer((_, response) => {
    const stream = new Readable({
      read() {
        written += chunk.length;
        this.push(written > 200 * mebibyte ? null : chunk);
      },
    });
    stream.pipe(response);
    response.on('close', () => stream.destroy());
  });
  const before = process.memoryUsage().rss;
  await expect(
    makeUpstream().request({ operation: 'read', path: ['x'] }),
  ).rejects.toMatchObject({ kind: 'too-large', statusCode: 502 });

  expect(server.requests).toHaveLength(1);
  // What the kernel's buffers hold is written too.
  expect(written).toBeLessThan(20 * mebibyte);
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * mebibyte);
});

it.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('stops a bomb packed with %s', async (encoding, compress) => {
  const bomb = compress(Buffer.alloc(200 * mebibyte));
  expect(bomb.length).toBeLessThan(mebibyte);
  server = await startServer((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
  });
  await expect(
    makeUpstream().request({ operation: 'read', path: ['x'] }),
  ).rejects.toMatchObject({ kind: 'too-large' });
});

it.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])(
  'reads what is packed with %s, up to the limit exactly',
  async (encoding, compress) => {
    const content = Buffer.alloc(mebibyte, 'abc');
    server = await startServer((_, response) => {
      response
        .writeHead(200, { 'content-encoding': encoding })
        .end(compress(content));
    });
    const { body } = await makeUpstream().request({
      operation: 'read',
      path: ['x'],
    });
    expect(body.equals(content)).toBe(true);
  },
);

it.each([
  ['gzip', 'not gzip at all'],
  ['gzip', gzipSync('cut off').subarray(0, 15)],
  ['compress', 'unknown'],
  [Array(20).fill('gzip').join(','), 'matryoshka'],
])('calls a broken encoding (%s) an invalid body', async (encoding, body) => {
  server = await startServer((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(body);
  });
  await expect(
    makeUpstream().request({ operation: 'read', path: ['x'] }),
  ).rejects.toMatchObject({ kind: 'invalid-body' });
});

it('does not hold the whole of a large refusal', async () => {
  server = await startServer((_, response) => {
    response.writeHead(404).end('x'.repeat(2 * mebibyte));
  });
  await expect(
    makeUpstream().request({ operation: 'read', path: ['x'] }),
  ).rejects.toMatchObject({ kind: 'too-large' });
});
