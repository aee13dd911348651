import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { loadLabContext } from '../../context';
import { temporaryFolder } from '../../testing/folders';
import { postgresHome, provideBinaries, refugeOf } from './home';

const asRoot = process.getuid?.() === 0;

describe('postgresHome', () => {
  const folder = temporaryFolder();
  const contextFor = (name: string) =>
    loadLabContext({ LAB_DATA_DIR: join(folder, name) });

  it('is in the data folder, with the binaries of the package', () => {
    const context = contextFor('open');
    const home = postgresHome(context);
    expect(home.data).toBe(join(context.labDir, 'postgres'));
    expect(existsSync(join(home.binaries, 'initdb'))).toBe(true);
    expect(home.owner !== undefined).toBe(asRoot);
  });

  describe('behind a door that is closed to others', () => {
    const context = contextFor('closed');
    const refuge = refugeOf(context.labDir);

    beforeAll(() => {
      mkdirSync(context.dataDir);
      chmodSync(context.dataDir, 0o700);
    });
    afterAll(() => rmSync(refuge, { recursive: true, force: true }));

    it('is elsewhere for root only, who has to run it as somebody else', () => {
      const home = postgresHome(context);
      provideBinaries(home, context.labDir);
      expect(existsSync(join(home.binaries, 'postgres'))).toBe(true);
      expect(home.data).toBe(
        asRoot ? join(refuge, 'data') : join(context.labDir, 'postgres'),
      );
    });

    it('can be entered by him whatever umask root has', () => {
      const home = postgresHome(context);
      const version = () =>
        execFileSync(join(home.binaries, 'postgres'), ['--version'], {
          encoding: 'utf8',
          cwd: '/',
          ...home.owner,
        });
      rmSync(refuge, { recursive: true, force: true });
      const umask = process.umask(0o077);
      try {
        provideBinaries(home, context.labDir);
      } finally {
        process.umask(umask);
      }
      expect(version()).toMatch(/^postgres \(PostgreSQL\) /);
      if (asRoot) {
        // What an installation for root only had copied before.
        chmodSync(join(home.binaries, 'postgres'), 0o700);
        provideBinaries(home, context.labDir);
      }
      expect(version()).toMatch(/^postgres \(PostgreSQL\) /);
    });

    it('leaves no refuge behind whose origin is gone', () => {
      const labDir = join(folder, 'deleted', 'lab');
      const orphan = refugeOf(labDir);
      mkdirSync(orphan, { recursive: true });
      writeFileSync(join(orphan, 'origin'), labDir);
      provideBinaries(postgresHome(context), context.labDir);
      // Nobody but root ever makes one.
      expect(existsSync(orphan)).toBe(!asRoot);
      rmSync(orphan, { recursive: true, force: true });
    });
  });
});
