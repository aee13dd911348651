import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { temporaryFolder } from '../testing/folders';
import type { GiteaClient } from './GiteaClient';
import { labServiceNames, renderedService } from './labServices';
import { PlatformState } from './PlatformState';
import { seed } from './seed';
import { localGitServer } from './testing/gitServer';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const server = localGitServer(join(folder, 'server'));
const context = {
  root: join(folder, 'checkout'),
  labDir: join(folder, 'lab'),
  log: { info() {}, warn() {}, error() {} },
} as unknown as LabContext;

function write(path: string, content: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

function addAnswers(name: string): void {
  write(
    join(context.root, 'catalog-info/services', name, 'answers.yaml'),
    `template: go-service\nvalues: {name: ${name}, description: It is ${name}.}\n`,
  );
}

const bare = (name: string) => join(folder, `server/goreliable/${name}.git`);

/** Gitea's view of the repositories in the folder. */
const gitea = {
  async repository(_owner: string, name: string) {
    const refs = join(bare(name), 'refs/heads/main');
    return existsSync(bare(name))
      ? { name, empty: !existsSync(refs) }
      : undefined;
  },
  async createRepository(owner: string, name: string) {
    server.create(`${owner}/${name}`);
  },
  async branchHead(_owner: string, name: string) {
    const args = ['-C', bare(name), 'rev-parse', 'main'];
    return execFileSync('git', args, { encoding: 'utf8' }).trim();
  },
} as unknown as GiteaClient;

const render = jest.fn(async () =>
  labServiceNames(context).map(name => {
    const rendered = renderedService(context, name);
    write(join(rendered.repository, 'main.go'), `package ${name}\n`);
    write(join(rendered.gitOps, 'services', name, 'config.yaml'), `${name}\n`);
    return rendered;
  }),
);

const run = () =>
  seed({
    ...{ context, gitea, render },
    git: server.git,
    state: new PlatformState(join(context.labDir, 'state.json')),
    signal: new AbortController().signal,
  });

async function checkout(name: string): Promise<string> {
  const copy = join(folder, 'copy', name);
  await server.git.checkout(copy, `goreliable/${name}`);
  return copy;
}

// In this order: each goes on where the one before has ended.
describe('seed', () => {
  it('fills what is missing, also a repository that was left empty', async () => {
    addAnswers('one');
    addAnswers('two');
    server.create('goreliable/one');
    await run();
    for (const name of ['one', 'two']) {
      const main = join(await checkout(name), 'main.go');
      expect(readFileSync(main, 'utf8')).toBe(`package ${name}\n`);
    }
    const gitOps = await checkout('gitops');
    expect(existsSync(join(gitOps, 'services/one/config.yaml'))).toBe(true);
    expect(existsSync(join(gitOps, 'services/two/config.yaml'))).toBe(true);
    expect(server.subjects('goreliable/gitops')).toEqual([
      'Run one, two',
      'Begin the GitOps repository',
    ]);
  });

  it('does nothing the second time', async () => {
    render.mockClear();
    await run();
    expect(render).not.toHaveBeenCalled();
    expect(server.subjects('goreliable/one')).toHaveLength(1);
  });

  it('goes on after a cut between repositories and GitOps', async () => {
    rmSync(join(context.labDir, 'state.json'));
    addAnswers('three');
    await run();
    expect(server.subjects('goreliable/gitops')[0]).toBe('Run three');
  });

  it('does not bring back what a person has removed', async () => {
    const gitOps = await checkout('gitops');
    rmSync(join(gitOps, 'services/two'), { recursive: true });
    await server.git.commitAll(gitOps, { message: 'Remove two' });
    await server.git.push(gitOps, 'goreliable/gitops');
    await run();
    const now = await checkout('gitops');
    expect(existsSync(join(now, 'services/two'))).toBe(false);
  });

  it('begins anew if the server has lost everything', async () => {
    rmSync(join(folder, 'server'), { recursive: true });
    await run();
    const gitOps = await checkout('gitops');
    expect(existsSync(join(gitOps, 'services/two/config.yaml'))).toBe(true);
    expect(existsSync(join(await checkout('three'), 'main.go'))).toBe(true);
  });
});
