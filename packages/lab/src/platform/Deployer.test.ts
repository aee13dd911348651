import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { loadLabContext } from '../context';
import { temporaryFolder } from '../testing/folders';
import type { Builder } from './Builder';
import { Deployer } from './Deployer';
import { Fleet } from './Fleet';
import type { CommitStatus, GiteaClient } from './GiteaClient';
import type { MetricsWiring } from './MetricsWiring';
import { PlatformState } from './PlatformState';
import { fakeRelease } from './testing/fakeService';
import { localGitServer } from './testing/gitServer';
import { TimelineOutbox } from './TimelineOutbox';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const server = localGitServer(join(folder, 'server'));
const log = { info() {}, warn() {}, error() {} };
const context: LabContext = loadLabContext(
  {
    LAB_DATA_DIR: join(folder, 'data'),
    // Real ports are only taken for the service of this test, above those of
    // labs for tests and below those that systems give away by themselves.
    LAB_PORT_BASE: `${30_000 + (process.pid % 50) * 50}`,
  },
  { log },
);
const serverUrl = context.urls.gitea;
const { signal } = new AbortController();

async function commit(
  repository: string,
  message: string,
  files: Record<string, string | null>,
): Promise<void> {
  const work = join(folder, 'work', repository);
  for (const [path, content] of Object.entries(files)) {
    const file = join(work, path);
    await mkdir(join(file, '..'), { recursive: true });
    if (content === null) {
      rmSync(file);
    } else {
      writeFileSync(file, content);
    }
  }
  const author = { name: 'Omar', email: 'omar@goreliable.dev' };
  await server.git.commitAll(work, { message, author });
  await server.git.push(work, `goreliable/${repository}`);
}

/** All of the platform but Gitea, Go and Prometheus. */
function platform() {
  const statuses: Array<CommitStatus & { commit: string }> = [];
  const gitea = {
    async branchHead(owner: string, repository: string) {
      const path = join(folder, 'server', owner, `${repository}.git`);
      const args = ['-C', path, 'rev-parse', 'main'];
      return execFileSync('git', args, { encoding: 'utf8' }).trim();
    },
    async setCommitStatus(
      _owner: string,
      _name: string,
      commitId: string,
      status: CommitStatus,
    ) {
      statuses.push({ ...status, commit: commitId });
    },
  } as unknown as GiteaClient;
  const builder = {
    async build(_name: string, checkout: string, id: string, version: string) {
      const fault = readFileSync(join(checkout, 'fault'), 'utf8');
      if (fault === 'does not compile') {
        throw new Error('# sample\nmain.go:1: syntax error');
      }
      const release = fakeRelease(join(folder, 'builds', id), version, fault);
      return { folder: release.folder, binary: release.binary };
    },
  } as unknown as Builder;
  const metrics = {
    updateRules: async () => {},
    keepOnly: async () => {},
    setTarget() {},
  } as unknown as MetricsWiring;
  const outbox = join(context.labDir, 'outbox');
  const timeline = new TimelineOutbox({
    folder: outbox,
    portalUrl: serverUrl,
    token: () => '',
    log,
  });
  const state = new PlatformState(join(context.labDir, 'state.json'));
  const fleet = new Fleet({ context, metrics, state });
  const deployer = new Deployer({
    ...{ context, git: server.git, gitea, builder, fleet, metrics },
    ...{ state, timeline, onReleased() {} },
  });
  const events = () =>
    readdirSync(outbox)
      .sort()
      .map(file => JSON.parse(readFileSync(join(outbox, file), 'utf8')))
      .map(({ kind, title }) => `${kind}: ${title}`);
  const ask = async () => (await fetch(fleet.urlOf('sample'))).text();
  const pass = () => deployer.reconcile(signal);
  return { deployer, fleet, statuses, events, ask, pass };
}

let here: ReturnType<typeof platform>;

beforeAll(async () => {
  for (const repository of ['sample', 'gitops']) {
    server.create(`goreliable/${repository}`);
    const work = join(folder, 'work', repository);
    await server.git.init(work, `goreliable/${repository}`);
  }
  await commit('sample', 'Begin', {
    fault: '',
    'chart/values.yaml': 'config: {CONCURRENCY: 8}\n',
  });
  await commit('gitops', 'Run sample', {
    'services/sample/config.yaml':
      'name: sample\nsource: {repository: "http://localhost/goreliable/sample.git"}\n',
    'services/sample/values-prod.yaml': 'image: {tag: "1"}\n',
  });
  here = platform();
});

afterAll(() => here.fleet.stop());

// In this order: each goes on where the one before has ended.
describe('Deployer', () => {
  it('runs what GitOps wants and tells it', async () => {
    await here.pass();
    expect(here.deployer.isComplete).toBe(true);
    expect(await here.ask()).toBe('0.1.0');
    expect(here.events()).toEqual(['deploy: sample 0.1.0 deployed: Begin']);
    const done = here.statuses.filter(({ state }) => state === 'success');
    expect(done.map(status => status.context)).toEqual([
      'lab/build',
      'lab/release',
    ]);
  });

  it('does nothing without news', async () => {
    const { pid } = here.fleet.get('sample')!.process!;
    await here.pass();
    expect(here.fleet.get('sample')!.process!.pid).toBe(pid);
  });

  it('releases a new commit of main', async () => {
    await commit('sample', 'Be better', { 'better.txt': '' });
    await here.pass();
    expect(await here.ask()).toBe('0.1.1');
    expect(here.events().at(-1)).toBe(
      'deploy: sample 0.1.1 deployed: Be better',
    );
  });

  it.each([
    ['does not compile', 'lab/build', 'main.go:1: syntax error'],
    ['refuses to start', 'lab/release', 'DATABASE_URL is required'],
  ])('keeps the old release if the new one %s', async (fault, check, words) => {
    await commit('sample', 'Be worse', { fault });
    await here.pass();
    expect(await here.ask()).toBe('0.1.1');
    expect(here.deployer.progress.get('sample')).toMatchObject({
      phase: 'failed',
      message: expect.stringContaining(words),
    });
    expect(here.statuses.at(-1)).toMatchObject({
      context: check,
      state: 'failure',
      description: expect.stringContaining(words),
    });
    const { length } = here.statuses;
    await here.pass();
    expect(here.statuses).toHaveLength(length);
  });

  it('tells a change of settings as one', async () => {
    await commit('sample', 'Be good again', { fault: '' });
    await here.pass();
    await commit('gitops', 'One at a time', {
      'services/sample/values-prod.yaml': 'config: {CONCURRENCY: 1}\n',
    });
    await here.pass();
    expect(here.events().at(-1)).toBe('config: sample: CONCURRENCY 8 → 1');
  });

  it('starts again what ran, and tells nothing anew', async () => {
    const told = here.events();
    await here.fleet.stop();
    here = platform();
    await here.pass();
    expect(await here.ask()).toBe('0.1.4');
    expect(here.events()).toEqual(told);
  });

  it('stops what GitOps does not want any more', async () => {
    await commit('gitops', 'Stop sample', {
      'services/sample/config.yaml': null,
      'services/sample/values-prod.yaml': null,
    });
    await here.pass();
    expect(here.fleet.names).toEqual([]);
    await expect(here.ask()).rejects.toThrow('fetch failed');
  });
});
