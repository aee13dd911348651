import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveLocalText } from './resolveLocalText';

const folder = mkdtempSync(join(tmpdir(), 'local-text-'));
const service = join(folder, 'service');
mkdirSync(join(service, 'api'), { recursive: true });
writeFileSync(join(service, 'api', 'openapi.yaml'), 'openapi: 3.1.0');
writeFileSync(join(service, 'large.yaml'), Buffer.alloc(5 * 1024 * 1024));
writeFileSync(join(folder, 'secret'), 'secret');
symlinkSync(join(folder, 'secret'), join(service, 'link'));
afterAll(() => rmSync(folder, { recursive: true }));

const resolveText = (
  value: unknown,
  baseUrl = join(service, 'catalog-info.yaml'),
) =>
  resolveLocalText({
    key: 'text',
    value: value as string,
    baseUrl,
    read: async url => Buffer.from(`read ${url}`),
    resolveUrl: (path, base) => new URL(path, base).toString(),
    emit: () => {},
  });

describe('resolveLocalText', () => {
  it('embeds a document that lies beside the entity', async () => {
    await expect(resolveText('./api/openapi.yaml')).resolves.toBe(
      'openapi: 3.1.0',
    );
  });

  it.each([
    ['the folder above', '../secret', /leads out/],
    ['a link that leads out', './link', /leads out/],
    ['an absolute path', '/etc/passwd', /relative/],
    ['a file that is not there', './missing.yaml', /is not there/],
    ['a large file', './large.yaml', /more than/],
    ['anything but text', { a: 1 }, /takes a path/],
  ])('refuses %s', async (_, value, message) => {
    await expect(resolveText(value)).rejects.toThrow(message);
  });

  it('leaves entities from elsewhere, and addresses, to the readers of Backstage', async () => {
    await expect(
      resolveText('./api/openapi.yaml', 'https://git.test/a/catalog-info.yaml'),
    ).resolves.toBe('read https://git.test/a/api/openapi.yaml');
    await expect(resolveText('https://git.test/openapi.yaml')).resolves.toBe(
      'read https://git.test/openapi.yaml',
    );
  });
});
