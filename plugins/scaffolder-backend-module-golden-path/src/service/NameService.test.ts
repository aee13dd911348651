import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startGitea, TestGitea } from '../__testUtils__/startGitea';
import { readGoldenPathConfig } from '../config';
import { GiteaClients } from '../gitea/GiteaClients';
import { publishRepository } from '../gitea/publishRepository';
import { openPullRequest } from '../gitea/openPullRequest';
import { withTaskMark } from '../gitea/taskMark';
import { gitopsBranch, NameService } from './NameService';

jest.setTimeout(600_000);

const taskId = '1a2b3c4d-5e6f-7890-abcd-ef1234567890';
const otherTask = 'ffffffff-5e6f-7890-abcd-ef1234567890';
const gitops = { owner: 'goreliable', repo: 'gitops' };

let gitea: TestGitea;
let names: NameService;

const component = (name: string, location: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'backstage.io/managed-by-location': location },
  },
});

function client() {
  return GiteaClients.fromIntegrations(
    ScmIntegrations.fromConfig(gitea.config),
    mockServices.logger.mock(),
  ).forHost(gitea.host).client;
}

function propose(name: string, task: string) {
  return openPullRequest({
    client: client(),
    address: gitops,
    branch: gitopsBranch(name, task),
    title: `Add ${name}`,
    body: '',
    files: [
      { path: `services/${name}/config.yaml`, content: Buffer.from(name) },
    ],
    taskId: task,
  });
}

beforeAll(async () => {
  gitea = await startGitea();
  const address = { owner: 'goreliable', repo: 'published' };
  await publishRepository({
    client: client(),
    address,
    taskId,
    description: '',
    topics: [],
    defaultBranch: 'main',
    private: false,
    push: () =>
      client().contents.commit(address, {
        branch: 'main',
        message: withTaskMark('Start', taskId),
        files: [{ operation: 'create', path: 'a', content: Buffer.from('') }],
      }),
  });
  await propose('proposed', taskId);
  const { pullRequest } = await propose('running', taskId);
  await gitea.merge(pullRequest.number);
  names = new NameService({
    config: readGoldenPathConfig(gitea.config)!,
    client: client(),
    catalog: catalogServiceMock({
      entities: [
        component('listed', 'url:https://elsewhere.example.org/listed'),
        component(
          'registered',
          `url:${gitea.url}/goreliable/registered/src/branch/main/catalog-info.yaml`,
        ),
      ],
    }),
  });
});

afterAll(async () => {
  await gitea.stop();
});

const ask = (name: string, task?: string) =>
  names.availability(name, {
    credentials: mockCredentials.user(),
    taskId: task,
  });

it('calls a name free that nobody has', async () => {
  await expect(ask('brand-new')).resolves.toEqual({
    name: 'brand-new',
    available: true,
  });
});

it.each([
  ['Bad Name', 'malformed', undefined],
  ['listed', 'catalog', '/catalog/default/component/listed'],
  ['published', 'repository', '/goreliable/published'],
  ['proposed', 'gitops', '/goreliable/gitops/pulls/1'],
  ['running', 'gitops', '/services/running'],
])('refuses %s because of %s', async (name, reason, href) => {
  const answer = await ask(name);
  expect(answer).toMatchObject({ available: false, reason });
  expect(answer.message).toMatch(/\.$/);
  expect(answer.href ?? '').toContain(href ?? '');
});

it.each(['published', 'proposed', 'running', 'registered'])(
  'lets the task that made %s go on with it',
  async name => {
    await expect(ask(name, taskId)).resolves.toMatchObject({ available: true });
  },
);

it.each(['listed', 'published', 'proposed', 'running'])(
  'refuses %s to another task',
  async name => {
    await expect(ask(name, otherTask)).resolves.toMatchObject({
      available: false,
    });
  },
);

it('does not take a longer name for this one', async () => {
  await propose('cart-extra', otherTask);
  await expect(ask('cart')).resolves.toMatchObject({ available: true });
  await expect(ask('cart-extra')).resolves.toMatchObject({ available: false });
});

it('calls no name free without a GitOps repository', async () => {
  const blind = new NameService({
    config: {
      ...readGoldenPathConfig(gitea.config)!,
      gitopsRepository: 'nowhere',
    },
    client: client(),
    catalog: catalogServiceMock({ entities: [] }),
  });
  await expect(
    blind.availability('brand-new', { credentials: mockCredentials.user() }),
  ).rejects.toThrow('There is no GitOps repository goreliable/nowhere');
});

it('gives each task a branch of its own', () => {
  expect(gitopsBranch('shop', taskId)).toBe('add-shop-1a2b3c4d');
  expect(gitopsBranch('shop', 'x')).toBe('add-shop-x0000000');
});
