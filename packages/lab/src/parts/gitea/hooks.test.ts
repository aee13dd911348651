import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../testing/folders';
import { writeHooks } from './hooks';
import { giteaFiles } from './config';

const folder = temporaryFolder();
const context = {
  labDir: join(folder, "lab's data"),
  toolPath: () => join(folder, "it's here", 'gitea'),
};

beforeAll(() => {
  const gitea = context.toolPath();
  mkdirSync(dirname(gitea), { recursive: true });
  writeFileSync(gitea, '#!/bin/sh\necho "gitea $*"\ncat\nexit 7\n');
  chmodSync(gitea, 0o755);
  writeHooks(context);
});

function run(hook: string, args: string[], isInternal: boolean) {
  const { stdout, status } = spawnSync(
    join(giteaFiles(context).hooks, hook),
    args,
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        GIT_DIR: folder,
        ...(isInternal && { GITEA_INTERNAL_PUSH: 'true' }),
      },
      input: 'old new refs/heads/main\n',
    },
  );
  return { stdout, status };
}

describe('the hooks of the lab’s Git', () => {
  const { config } = giteaFiles(context);

  it.each(['pre-receive', 'post-receive', 'proc-receive'])(
    'leave the %s of what a person pushes to Gitea, with its input and its verdict',
    hook => {
      expect(run(hook, [], false)).toEqual({
        stdout: `gitea hook --config=${config} ${hook}\nold new refs/heads/main\n`,
        status: 7,
      });
    },
  );

  it('let pass what Gitea itself pushes', () => {
    const update = ['refs/pull/1/head', 'old', 'new'];
    const passed = { stdout: '', status: 0 };
    expect(run('pre-receive', [], true)).toEqual(passed);
    expect(run('update', update, true)).toEqual(passed);
  });

  it.each([
    ['refs/heads/main', 0],
    ['refs/heads/refs/pull/1', 0],
    ['refs/pull/1/head', 1],
  ])('let a person update %s: %d', (ref, status) => {
    expect(run('update', [ref, 'old', 'new'], false)).toEqual({
      stdout: '',
      status,
    });
  });

  it('keep the list of refs after Gitea’s own pushes', () => {
    const made = spawnSync('git', ['init', '--bare', '--quiet', folder]);
    expect(made.status).toBe(0);
    expect(run('post-receive', [], true)).toEqual({ stdout: '', status: 0 });
  });
});
