import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { validate } from 'jsonschema';
import { runAction } from '../__testUtils__/runAction';
import { startGitea, TestGitea } from '../__testUtils__/startGitea';
import { GiteaClients } from '../gitea/GiteaClients';
import {
  createDeleteRepositoryAction,
  createPublishAction,
  createPublishServiceAction,
  createPullRequestAction,
  createWithdrawPullRequestAction,
} from './index';

jest.setTimeout(600_000);

let gitea: TestGitea;
let clients: GiteaClients;
const workspace = createMockDirectory();

beforeAll(async () => {
  gitea = await startGitea();
  clients = GiteaClients.fromIntegrations(
    ScmIntegrations.fromConfig(gitea.config),
    mockServices.logger.mock(),
  );
});

afterAll(async () => {
  await gitea.stop();
});

beforeEach(async () => {
  workspace.clear();
  const files = {
    'repository/README.md': '# Shop\n',
    'repository/.gitignore': 'bin/\n',
    'repository/hack/check.sh': '#!/bin/sh\n',
    'gitops/services/shop/config.yaml': 'name: shop\n',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace.path, path)), { recursive: true });
    await writeFile(join(workspace.path, path), content);
  }
  await chmod(join(workspace.path, 'repository/hack/check.sh'), 0o755);
});

const omar = {
  ref: 'user:default/omar',
  entity: {
    apiVersion: 'backstage.io/v1alpha1' as const,
    kind: 'User' as const,
    metadata: { name: 'omar' },
    spec: {
      profile: { displayName: 'Omar', email: 'omar@example.org' },
      memberOf: ['ordering-team'],
    },
  },
};

function act(
  action: TemplateAction<any, any, any>,
  input: Record<string, unknown>,
  context: Partial<ActionContext<any, any>> = {},
) {
  return runAction(action, input, {
    workspacePath: workspace.path,
    task: { id: 'task-1' },
    user: omar,
    ...context,
  });
}

const repoUrl = (repo: string) => `${gitea.host}?owner=goreliable&repo=${repo}`;
const publishAction = () =>
  createPublishAction({
    gitea: clients,
    config: gitea.config,
    privateByDefault: false,
  });
const pullRequestAction = () =>
  createPullRequestAction({ gitea: clients, config: gitea.config });
const publishInput = (repo: string) => ({
  repoUrl: repoUrl(repo),
  description: 'Sells things.',
  sourcePath: 'repository',
  topics: ['go-service'],
});
const pullRequestInput = {
  branchName: 'add-shop-0000task',
  title: 'Add shop',
  description: 'Runs shop.',
  sourcePath: 'gitops',
};

describe('goreliable:gitea:publish', () => {
  it('pushes the folder, with modes, as one commit of the person who asked', async () => {
    const folder = join(workspace.path, 'repository');
    await symlink('README.md', join(folder, 'LIESMICH.md'));
    const { outputs, said } = await act(publishAction(), publishInput('shop'));
    expect(outputs).toEqual({
      repositoryUrl: `${gitea.url}/goreliable/shop`,
      remoteUrl: `${gitea.url}/goreliable/shop.git`,
      repoContentsUrl: `${gitea.url}/goreliable/shop/src/branch/main/`,
      reused: false,
    });
    expect(said).toContain('Published');
    const commits = await gitea.api('GET', '/repos/goreliable/shop/commits');
    expect(commits).toHaveLength(1);
    expect(commits[0].commit.author).toMatchObject({
      name: 'Omar',
      email: 'omar@example.org',
    });
    const { tree } = await gitea.api(
      'GET',
      '/repos/goreliable/shop/git/trees/main?recursive=true',
    );
    expect(
      tree
        .filter((entry: any) => entry.type === 'blob')
        .map((entry: any) => [entry.path, entry.mode]),
    ).toEqual([
      ['.gitignore', '100644'],
      ['LIESMICH.md', '120000'],
      ['README.md', '100644'],
      ['hack/check.sh', '100755'],
    ]);
  });

  it('may be repeated by the same task, and by no other', async () => {
    const again = await act(publishAction(), publishInput('shop'));
    expect(again.outputs.reused).toBe(true);
    await expect(
      act(publishAction(), publishInput('shop'), { task: { id: 'task-2' } }),
    ).rejects.toThrow('exists and was not made by this task');
  });

  it('makes nothing in a dry run', async () => {
    const { outputs } = await act(publishAction(), publishInput('dry'), {
      isDryRun: true,
    });
    expect(outputs.repositoryUrl).toBe(`${gitea.url}/goreliable/dry`);
    expect(await gitea.api('GET', '/repos/goreliable/dry')).toBeUndefined();
  });

  it.each([
    [
      'elsewhere.example.org?owner=goreliable&repo=x',
      /No matching integration/,
    ],
    ['HOST?repo=x', /lacks an owner/],
  ])('refuses %s', async (address, message) => {
    await expect(
      act(publishAction(), {
        ...publishInput('x'),
        repoUrl: address.replace('HOST', gitea.host),
      }),
    ).rejects.toThrow(message);
  });

  it('keeps to the workspace', async () => {
    await expect(
      act(publishAction(), {
        ...publishInput('escape'),
        sourcePath: 'repository/../../..',
      }),
    ).rejects.toThrow(/not allowed to refer to a directory outside/);
    expect(await gitea.api('GET', '/repos/goreliable/escape')).toBeUndefined();
  });
});

describe('goreliable:gitea:pull-request', () => {
  it('proposes the files of a folder', async () => {
    const { outputs } = await act(pullRequestAction(), {
      ...pullRequestInput,
      repoUrl: repoUrl('gitops'),
    });
    expect(outputs).toEqual({
      pullRequestUrl: `${gitea.url}/goreliable/gitops/pulls/1`,
      pullRequestNumber: 1,
      merged: false,
    });
    const files = await gitea.api(
      'GET',
      '/repos/goreliable/gitops/pulls/1/files',
    );
    expect(files.map((file: any) => file.filename)).toEqual([
      'services/shop/config.yaml',
    ]);
    const again = await act(pullRequestAction(), {
      ...pullRequestInput,
      repoUrl: repoUrl('gitops'),
    });
    expect(again.outputs.pullRequestNumber).toBe(1);
    expect(again.said).toContain('Took up again');
  });

  it('puts them below another folder if asked to', async () => {
    const { outputs } = await act(pullRequestAction(), {
      ...pullRequestInput,
      branchName: 'add-elsewhere',
      targetPath: 'clusters/one',
      repoUrl: repoUrl('gitops'),
    });
    const files = await gitea.api(
      'GET',
      `/repos/goreliable/gitops/pulls/${outputs.pullRequestNumber}/files`,
    );
    expect(files[0].filename).toBe('clusters/one/services/shop/config.yaml');
  });

  it('proposes nothing in a dry run', async () => {
    const { said } = await act(
      pullRequestAction(),
      { ...pullRequestInput, branchName: 'dry', repoUrl: repoUrl('gitops') },
      { isDryRun: true },
    );
    expect(said).toContain('services/shop/config.yaml');
    expect(
      await gitea.api('GET', '/repos/goreliable/gitops/branches/dry'),
    ).toBeUndefined();
  });

  it('refuses a folder without files, and a branch with a slash', async () => {
    await mkdir(join(workspace.path, 'empty'));
    await expect(
      act(pullRequestAction(), {
        ...pullRequestInput,
        repoUrl: repoUrl('gitops'),
        sourcePath: 'empty',
      }),
    ).rejects.toThrow('There are no files in empty');
    const slash = { ...pullRequestInput, repoUrl: 'x', branchName: 'add/shop' };
    expect(
      validate(slash, pullRequestAction().schema!.input!).errors,
    ).toHaveLength(1);
  });
});

/** A catalog that shows what is registered, and knows what was. */
function catalogOf(name: string) {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
  };
  const target = `${gitea.url}/goreliable/${name}/src/branch/main/catalog-info.yaml`;
  const locations = new Set<string>();
  const located = { id: `of ${name}`, type: 'url', target, entityRef: 'x' };
  const catalog = catalogServiceMock.mock({
    addLocation: async ({ target: added, dryRun }) => {
      if (!dryRun) {
        locations.add(added);
      }
      return { location: located, entities: [entity], exists: false };
    },
    getEntityByRef: async () => (locations.size > 0 ? entity : undefined),
    getLocationByRef: async ref =>
      locations.has(ref.replace(/^url:/, '')) ? located : undefined,
    removeLocationById: async id => {
      expect(id).toBe(located.id);
      locations.clear();
    },
  });
  return { catalog, locations, target };
}

const remove = (catalog = catalogServiceMock.mock()) =>
  createDeleteRepositoryAction({
    gitea: clients,
    catalog,
    auth: mockServices.auth(),
  });

describe('goreliable:golden-path:publish', () => {
  const action = (catalog = catalogServiceMock.mock()) =>
    createPublishServiceAction({
      gitea: clients,
      config: gitea.config,
      privateByDefault: false,
      catalog,
    });
  const input = (repo: string) => ({
    repository: publishInput(repo),
    registration: {
      catalogInfoUrl: `${gitea.url}/goreliable/${repo}/src/branch/main/catalog-info.yaml`,
      entityRef: `component:default/${repo}`,
    },
    gitops: {
      ...pullRequestInput,
      branchName: `add-${repo}-0000task`,
      title: `Add ${repo}`,
      repoUrl: repoUrl('gitops'),
    },
  });
  const pullRequestOf = (repo: string) =>
    gitea.api(
      'GET',
      `/repos/goreliable/gitops/pulls/main/add-${repo}-0000task`,
    );

  beforeEach(async () => {
    // Each proposes a service of its own: none is merged, but names are unique.
    await mkdir(join(workspace.path, 'gitops/services/door'));
    await writeFile(
      join(workspace.path, 'gitops/services/door/config.yaml'),
      'name: door\n',
    );
  });

  it('publishes one folder, proposes the other and registers the service', async () => {
    const { catalog, locations, target } = catalogOf('door');
    const { outputs, said } = await act(action(catalog), input('door'));
    const pullRequest = await pullRequestOf('door');
    expect(outputs).toEqual({
      repositoryUrl: `${gitea.url}/goreliable/door`,
      remoteUrl: `${gitea.url}/goreliable/door.git`,
      pullRequestUrl: pullRequest.html_url,
      pullRequestNumber: pullRequest.number,
      visible: true,
    });
    expect([...locations]).toEqual([target]);
    expect(await gitea.api('GET', '/repos/goreliable/door')).toMatchObject({
      description: 'Sells things.',
      topics: ['go-service'],
    });
    // Who is told of the pull request, or of the entity, finds the content there.
    const published = said.indexOf('Published');
    expect(published).toBeGreaterThan(-1);
    expect(said.indexOf('Opened')).toBeGreaterThan(published);
    expect(said.indexOf('Registered')).toBeGreaterThan(published);
    const again = await act(action(catalog), input('door'));
    expect(again.outputs).toEqual(outputs);
    expect(again.said).toContain('Took up again');
  });

  it('opens no pull request for a repository that it could not make', async () => {
    const other = { task: { id: 'task-9' } };
    await act(publishAction(), publishInput('gate'), other);
    const { catalog, locations } = catalogOf('gate');
    await expect(act(action(catalog), input('gate'))).rejects.toThrow(
      'exists and was not made by this task',
    );
    expect(await pullRequestOf('gate')).toBeUndefined();
    expect([...locations]).toEqual([]);
    // What it had prepared is there to be cleaned up.
    const { outputs } = await act(
      createWithdrawPullRequestAction({ gitea: clients }),
      { repoUrl: repoUrl('gitops'), branchName: 'add-gate-0000task' },
    );
    expect(outputs.result).toBe('withdrawn');
  });

  it('has a repository and an entry to clean up when nothing could be proposed', async () => {
    const { gitops, repository, registration } = input('wall');
    const { catalog, locations, target } = catalogOf('wall');
    await expect(
      act(action(catalog), {
        repository,
        registration,
        gitops: { ...gitops, repoUrl: repoUrl('none') },
      }),
    ).rejects.toThrow('There is no repository goreliable/none');
    // It was not given up in the middle: what can be left behind is there by now.
    expect([...locations]).toEqual([target]);
    const clean = () =>
      act(remove(catalog), {
        repoUrl: repoUrl('wall'),
        catalogInfoUrl: target,
      });
    const { outputs, said } = await clean();
    expect(outputs.result).toBe('removed');
    expect(said).toContain(`Removed: ${target} from the catalog.`);
    expect([...locations]).toEqual([]);
    const again = await clean();
    expect(again.outputs.result).toBe('absent');
    expect(again.said).not.toContain('from the catalog');
  });

  it('proposes all the same when the catalog cannot be asked, and fails', async () => {
    const catalog = catalogServiceMock.mock({
      addLocation: async () => {
        throw new Error('no catalog today');
      },
    });
    await expect(act(action(catalog), input('fence'))).rejects.toThrow(
      'no catalog today',
    );
    expect(await pullRequestOf('fence')).toMatchObject({ state: 'open' });
  });

  it('makes nothing in a dry run', async () => {
    const { outputs, said } = await act(action(), input('dry'), {
      isDryRun: true,
    });
    expect(outputs).toMatchObject({
      repositoryUrl: `${gitea.url}/goreliable/dry`,
      pullRequestNumber: 0,
      visible: false,
    });
    expect(said).toContain('services/door/config.yaml');
    expect(await gitea.api('GET', '/repos/goreliable/dry')).toBeUndefined();
    expect(await pullRequestOf('dry')).toBeUndefined();
  });
});

describe('clean-up', () => {
  const withdraw = () => createWithdrawPullRequestAction({ gitea: clients });
  const withdrawInput = () => ({
    repoUrl: repoUrl('gitops'),
    branchName: pullRequestInput.branchName,
  });

  it('touches nothing of another task, and says so', async () => {
    const other = { task: { id: 'task-9' } };
    const pullRequest = await act(withdraw(), withdrawInput(), other);
    expect(pullRequest.outputs.result).toBe('foreign');
    const { catalog } = catalogOf('shop');
    const repository = await act(
      remove(catalog),
      { repoUrl: repoUrl('shop'), catalogInfoUrl: 'https://shop' },
      other,
    );
    expect(repository.outputs).toEqual({ result: 'foreign' });
    expect(catalog.getLocationByRef).not.toHaveBeenCalled();
    expect(repository.said).toBe(
      'Kept: the repository goreliable/shop was not made by this task.',
    );
  });

  it('does nothing in a dry run', async () => {
    const dry = { isDryRun: true };
    await act(withdraw(), withdrawInput(), dry);
    await act(remove(), { repoUrl: repoUrl('shop') }, dry);
    expect(await gitea.api('GET', '/repos/goreliable/shop')).toBeDefined();
  });

  it('removes what the task made, and says what', async () => {
    const pullRequest = await act(withdraw(), withdrawInput());
    expect(pullRequest.outputs).toEqual({
      result: 'withdrawn',
      mayRemoveRepository: true,
    });
    const repository = await act(remove(), { repoUrl: repoUrl('shop') });
    expect(repository.outputs).toEqual({ result: 'removed' });
    expect(repository.said).toContain(
      'Removed: the repository goreliable/shop',
    );
    expect(await gitea.api('GET', '/repos/goreliable/shop')).toBeUndefined();
  });

  it('lets the repository be once the service is part of the platform', async () => {
    const { outputs } = await act(pullRequestAction(), {
      ...pullRequestInput,
      repoUrl: repoUrl('gitops'),
    });
    await gitea.merge(Number(outputs.pullRequestNumber));
    const pullRequest = await act(withdraw(), withdrawInput());
    expect(pullRequest.outputs).toEqual({
      result: 'merged',
      mayRemoveRepository: false,
    });
  });
});
