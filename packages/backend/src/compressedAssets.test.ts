import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { compressedAssets } from './compressedAssets';

describe('compressedAssets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assets-'));
  const staticDir = join(folder, 'static');
  mkdirSync(staticDir);
  const code = 'const answer = 42;';
  writeFileSync(join(staticDir, 'main.js.br'), brotliCompressSync(code));
  writeFileSync(join(folder, 'secret.js.br'), brotliCompressSync('secret'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const app = express();
  app.use('/static', compressedAssets(staticDir));
  app.use((_, response) => {
    response.send('the app plugin');
  });

  it('answers with what was compressed at build time, for ever', async () => {
    const response = await request(app)
      .get('/static/main.js')
      .set('accept-encoding', 'gzip, br')
      .buffer(true)
      .expect(200);
    expect(response.text).toBe(code);
    expect(response.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  it.each([
    ['what it does not have', '/static/other.js', 'br'],
    ['browsers without brotli', '/static/main.js', 'gzip'],
    ['kinds it does not know', '/static/main.map', 'br'],
    ['what no address may be', '/static/%ff.js', 'br'],
    ['paths that lead out', '/static/..%2fsecret.js', 'br'],
  ])('leaves %s to the app plugin', async (_, path, encoding) => {
    const response = await request(app)
      .get(path)
      .set('accept-encoding', encoding);
    expect(response.text).toBe('the app plugin');
  });
});
