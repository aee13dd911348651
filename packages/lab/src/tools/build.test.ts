import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findRoot, loadLabContext } from '../context';
import { temporaryFolder } from '../testing/folders';
import { buildTool } from './build';
import { toolNamed } from './definitions';
import { toolFolder } from './digest';
import { requireTool } from './require';

// The smallest of the tools; from nothing it takes a few seconds.
const actionlint = toolNamed('actionlint');

jest.setTimeout(300_000);

describe('buildTool', () => {
  const cacheDir = join(temporaryFolder(), 'a cache');
  const brokenRoot = temporaryFolder();
  const surroundings = { root: findRoot(), cacheDir };

  it('leaves nothing that looks finished when it is cancelled', async () => {
    const cancel = new AbortController();
    const building = buildTool(surroundings, actionlint, {
      signal: cancel.signal,
      onProgress: () => cancel.abort(new Error('enough')),
    });
    await expect(building).rejects.toThrow('enough');
    expect(existsSync(toolFolder(surroundings, actionlint))).toBe(false);
  });

  it('builds once, clears away what was cut off, and answers at once after', async () => {
    const unfinished = join(cacheDir, 'tools', 'unfinished-other');
    mkdirSync(unfinished, { recursive: true });
    const onProgress = jest.fn();
    const [first, second] = await Promise.all([
      buildTool(surroundings, actionlint, { onProgress }),
      requireTool(surroundings, actionlint, 'actionlint'),
    ]);
    expect(second).toBe(join(first, 'actionlint'));
    expect(execFileSync(second, ['-version'], { encoding: 'utf8' })).toMatch(
      /^v1\./,
    );
    expect(onProgress).toHaveBeenCalledWith(
      expect.stringMatching(/compiling actionlint v1|waiting for another/),
    );
    expect(readdirSync(join(cacheDir, 'tools')).sort()).toEqual(
      [expect.stringMatching(/^actionlint-/), 'building.lock'].sort(),
    );
    const again = jest.fn();
    await buildTool(surroundings, actionlint, { onProgress: again });
    expect(again).not.toHaveBeenCalled();
  });

  it('says what the compiler said', async () => {
    const root = brokenRoot;
    const pins = 'packages/lab/tools/actionlint';
    cpSync(join(findRoot(), pins), join(root, pins), { recursive: true });
    writeFileSync(join(root, pins, 'go.sum'), '');
    await expect(buildTool({ root, cacheDir }, actionlint)).rejects.toThrow(
      /missing go.sum entry/,
    );
  });
});

describe('requireTool under a runner', () => {
  const folder = temporaryFolder();

  it('fails when the build of the runner failed', async () => {
    const statusFile = join(folder, 'status.json');
    const now = new Date().toISOString();
    writeFileSync(
      statusFile,
      JSON.stringify({
        startedAt: now,
        updatedAt: now,
        tiers: [],
        portal: '',
        parts: [],
        tools: [
          { name: 'k6', state: 'failed', since: now, message: 'disk full' },
        ],
      }),
    );
    const context = loadLabContext({
      GORELIABLE_CACHE: folder,
      LAB_STATUS_FILE: statusFile,
    });
    await expect(context.tool('k6')).rejects.toThrow(
      'k6 could not be built: disk full',
    );
  });
});
