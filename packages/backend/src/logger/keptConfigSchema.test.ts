import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptConfigSchema } from './keptConfigSchema';

describe('keptConfigSchema', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-schema-test-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  function loader(name: string) {
    const schema = { name, serialize: () => ({ name }) };
    return {
      collect: jest.fn(async () => schema),
      restore: jest.fn(async (kept: { name?: unknown }) => ({
        name: `kept ${kept.name}`,
        serialize: () => ({}),
      })),
    };
  }

  const nameOf = async (name: string, sources: string[]) =>
    (await keptConfigSchema(loader(name), folder, sources)).name;

  it('collects once for the same packages', async () => {
    expect(await nameOf('first', ['a', 'b'])).toBe('first');
    expect(await nameOf('second', ['a', 'b'])).toBe('kept first');
  });

  it.each([
    ['a change', ['a', 'c']],
    ['one package more', ['a', 'b', '']],
    ['what was one file being two', ['ab']],
  ])('collects again after %s', async (_, sources) => {
    await nameOf('first', ['a', 'b']);
    expect(await nameOf('second', sources)).toBe('second');
  });

  it('collects again what was damaged', async () => {
    await nameOf('first', ['a']);
    const [file] = await readdir(folder);
    await writeFile(join(folder, file), '{"na');
    expect(await nameOf('second', ['a'])).toBe('second');
    expect(await nameOf('third', ['a'])).toBe('kept second');
  });
});
