/**
 * What proposing promises, the same for every host. Gitea is a real one. GitHub and
 * GitLab are not to be had here: local HTTP servers stand in for them, which answer as
 * the descriptions of their REST APIs say. Nothing here has been tried on the real ones.
 */
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import {
  giteaHost,
  githubHost,
  gitlabHost,
  TestHost,
} from '../__testUtils__/testHosts';
import { GiteaClients } from '../gitea/GiteaClients';
import { CodeRepositories } from './CodeRepositories';
import { FileProposal } from './types';

// From nothing, the lab compiles its Gitea first.
jest.setTimeout(1_200_000);

const path = 'slo/slo.yaml';
const branch = 'slo-availability-01234567';
const before = 'objective: 99 # agreed, ä\n';
const after = 'objective: 99.9 # agreed, ä\n';

describe.each([
  ['Gitea', giteaHost],
  ['GitHub (stand-in)', githubHost],
  ['GitLab (stand-in)', gitlabHost],
])('proposing to %s', (_, start: () => Promise<TestHost>) => {
  let host: TestHost;
  let repositories: CodeRepositories;

  beforeAll(async () => {
    host = await start();
    const integrations = ScmIntegrations.fromConfig(host.config);
    const logger = mockServices.logger.mock();
    const gitea = GiteaClients.fromIntegrations(integrations, logger);
    repositories = new CodeRepositories({ integrations, gitea, logger });
  });
  afterAll(() => host?.stop());

  async function propose(repo: string, more: Partial<FileProposal> = {}) {
    const repository = await repositories.forRepoUrl(host.repoUrl(repo));
    return await repository.propose({
      present: await repository.read(path),
      text: after,
      branch,
      title: 'Promise 99.9 %',
      body: '**99.9 %** of requests',
      author: { name: 'Omar', email: 'omar@example.org' },
      taskId: '0123456789',
      ...more,
    });
  }

  it('reads a file as the default branch has it', async () => {
    await host.make('read', { [path]: before });
    const repository = await repositories.forRepoUrl(host.repoUrl('read'));
    expect(await repository.read(path)).toMatchObject({
      path,
      base: 'main',
      text: before,
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(await repository.read('none.yaml')).not.toHaveProperty('text');
  });

  it('changes a file on a branch of its own, in the name of who asked', async () => {
    await host.make('change', { [path]: before, 'other.yaml': 'stays' });
    const opened = await propose('change');
    expect(opened).toEqual({
      number: 1,
      url: expect.stringMatching(/\/change\/.*1$/),
      reused: false,
    });
    expect(await host.text('change', path, branch)).toBe(after);
    expect(await host.text('change', 'other.yaml', branch)).toBe('stays');
    expect(await host.text('change', path, 'main')).toBe(before);
    expect(await host.author('change', branch)).toEqual({
      name: 'Omar',
      email: 'omar@example.org',
    });
    expect(await host.proposals('change')).toEqual([
      {
        number: 1,
        url: opened.url,
        title: 'Promise 99.9 %',
        body: expect.stringMatching(/^\*\*99\.9 %\*\* of requests\n\n/),
        state: 'open',
      },
    ]);
  });

  it('begins a file that is not there', async () => {
    await host.make('begin');
    await propose('begin');
    expect(await host.text('begin', path, branch)).toBe(after);
  });

  it('gives the same for the same task, brought up to date', async () => {
    await host.make('again', { [path]: before });
    const first = await propose('again');
    const second = await propose('again', { text: 'objective: 99.5\n' });
    expect(second).toEqual({ ...first, reused: true });
    expect(await host.proposals('again')).toHaveLength(1);
    expect(await host.text('again', path, branch)).toBe('objective: 99.5\n');
    expect((await host.branches('again')).sort()).toEqual(['main', branch]);
  });

  it('goes on where an interrupted task has stopped', async () => {
    await host.make('interrupted', { [path]: before });
    await expect(propose('interrupted', { body: '' })).resolves.toMatchObject({
      reused: false,
    });
    await host.close('interrupted', 1);
    expect(await propose('interrupted')).toMatchObject({
      number: 1,
      reused: true,
    });
    expect(await host.proposals('interrupted')).toMatchObject([
      { number: 1, state: 'open' },
    ]);
  });

  it('does nothing more once it is merged', async () => {
    await host.make('merged', { [path]: before });
    const first = await propose('merged');
    const repository = await repositories.forRepoUrl(host.repoUrl('merged'));
    const merged = async () =>
      await repository.merged({
        present: await repository.read(path),
        branch,
        taskId: '0123456789',
      });
    expect(await merged()).toBeUndefined();
    await host.merge('merged', 1);
    expect((await repository.read(path)).text).toBe(after);
    expect(await merged()).toEqual({ ...first, reused: true });
    expect(await propose('merged')).toEqual({ ...first, reused: true });
    expect(await host.proposals('merged')).toMatchObject([{ state: 'merged' }]);
  });

  it('does not touch what somebody else has made', async () => {
    await host.make('foreign-branch', { [path]: before });
    await host.commit('foreign-branch', branch, path, 'theirs');
    await expect(propose('foreign-branch')).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/not made by this task/),
    });
    expect(await host.text('foreign-branch', path, branch)).toBe('theirs');
    expect(await host.proposals('foreign-branch')).toEqual([]);

    await host.make('foreign-pull', { [path]: before });
    await host.openOther('foreign-pull', branch);
    await expect(propose('foreign-pull')).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringMatching(/not made by this task/),
    });
    expect(await host.branches('foreign-pull')).toContain(branch);
    expect(await host.proposals('foreign-pull')).toHaveLength(1);
  });

  it('leaves nothing behind where no pull request can be opened', async () => {
    await host.make('refused', { [path]: before });
    await expect(propose('refused', { title: '' })).rejects.toMatchObject({
      name: 'InputError',
    });
    expect(await host.branches('refused')).toEqual(['main']);
    expect(await host.proposals('refused')).toEqual([]);
  });

  it('says what to do about a repository that it may not see', async () => {
    const repository = await repositories.forRepoUrl(host.repoUrl('nowhere'));
    await expect(repository.read(path)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(/may not see it/),
    });
  });

  it('says where its proposals are', async () => {
    const { proposalsUrl } = await repositories.forRepoUrl(
      host.repoUrl('change'),
    );
    expect(proposalsUrl).toMatch(/\/change\/(pulls|-\/merge_requests)$/);
  });
});
