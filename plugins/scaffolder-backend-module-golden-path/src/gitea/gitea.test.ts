import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { startGitea, TestGitea } from '../__testUtils__/startGitea';
import { GiteaClient } from './GiteaClient';
import { GiteaClients } from './GiteaClients';
import { publishRepository, removeRepository } from './publishRepository';
import { blobSha, openPullRequest } from './openPullRequest';
import { withTaskMark } from './taskMark';
import { withdrawPullRequest } from './withdrawPullRequest';

jest.setTimeout(600_000);

const gitops = { owner: 'goreliable', repo: 'gitops' };

let gitea: TestGitea;
let client: GiteaClient;

beforeAll(async () => {
  gitea = await startGitea();
  client = GiteaClients.fromIntegrations(
    ScmIntegrations.fromConfig(gitea.config),
    mockServices.logger.mock(),
  ).forHost(gitea.host).client;
});

afterAll(async () => {
  await gitea.stop();
});

function publish(
  repo: string,
  taskId: string,
  push: () => Promise<void> = () => commitReadme(repo, taskId),
) {
  return publishRepository({
    client,
    address: { owner: 'goreliable', repo },
    taskId,
    description: 'Takes orders.',
    topics: ['go-service'],
    defaultBranch: 'main',
    private: false,
    push,
  });
}

async function commitReadme(repo: string, taskId: string) {
  await client.contents.commit(
    { owner: 'goreliable', repo },
    {
      branch: 'main',
      message: withTaskMark('Start', taskId),
      files: [
        { operation: 'create', path: 'README.md', content: Buffer.from('hi') },
      ],
    },
  );
}

describe('publishRepository', () => {
  it('makes a repository that shows no trace of the task in its description', async () => {
    await expect(publish('one-service', 'task-1')).resolves.toEqual({
      reused: false,
    });
    await expect(
      gitea.api('GET', '/repos/goreliable/one-service'),
    ).resolves.toMatchObject({
      description: 'Takes orders.',
      default_branch: 'main',
      private: false,
      topics: ['go-service'],
    });
  });

  it('takes up again what the same task made, and pushes only once', async () => {
    const push = jest.fn();
    await expect(publish('one-service', 'task-1', push)).resolves.toEqual({
      reused: true,
    });
    expect(push).not.toHaveBeenCalled();
  });

  it('goes on after a push that failed', async () => {
    const failing = async () => {
      throw new Error('the connection broke');
    };
    await expect(publish('two-service', 'task-2', failing)).rejects.toThrow(
      'the connection broke',
    );
    await expect(publish('two-service', 'task-2')).resolves.toEqual({
      reused: false,
    });
  });

  it('leaves alone what another task made, finished or not', async () => {
    await expect(publish('one-service', 'task-9')).rejects.toMatchObject({
      name: 'ConflictError',
    });
    await expect(
      publish('three-service', 'task-3', async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(publish('three-service', 'task-9')).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('says whose fault it is when the organisation is not there', async () => {
    await expect(
      publishRepository({
        client,
        address: { owner: 'nobody', repo: 'x-service' },
        taskId: 'task-4',
        description: '',
        topics: [],
        defaultBranch: 'main',
        private: false,
        push: async () => {},
      }),
    ).rejects.toThrow(/create the repository nobody\/x-service/);
  });
});

describe('removeRepository', () => {
  const remove = (repo: string, taskId: string) =>
    removeRepository(client, { owner: 'goreliable', repo }, taskId);

  it('removes what this task made, finished or not', async () => {
    await publish('four-service', 'task-4');
    await expect(remove('four-service', 'task-4')).resolves.toBe('removed');
    await expect(
      gitea.api('GET', '/repos/goreliable/four-service'),
    ).resolves.toBeUndefined();
    await expect(remove('three-service', 'task-3')).resolves.toBe('removed');
  });

  it('finds nothing the second time', async () => {
    await expect(remove('four-service', 'task-4')).resolves.toBe('absent');
  });

  it('keeps what another task made', async () => {
    await expect(remove('one-service', 'task-9')).resolves.toBe('foreign');
  });

  it('keeps what somebody has pushed to', async () => {
    await publish('five-service', 'task-5');
    await client.contents.commit(
      { owner: 'goreliable', repo: 'five-service' },
      {
        branch: 'main',
        message: 'Work of many hours',
        files: [
          { operation: 'create', path: 'work', content: Buffer.from('x') },
        ],
      },
    );
    await expect(remove('five-service', 'task-5')).resolves.toBe('changed');
    // A task mark in a later commit proves nothing.
    await client.contents.commit(
      { owner: 'goreliable', repo: 'five-service' },
      {
        branch: 'main',
        message: withTaskMark('Pretend', 'task-9'),
        files: [
          { operation: 'create', path: 'more', content: Buffer.from('x') },
        ],
      },
    );
    await expect(remove('five-service', 'task-9')).resolves.toBe('foreign');
  });
});

describe('pull requests', () => {
  const open = (
    name: string,
    taskId: string,
    files: Record<string, string> = {
      [`services/${name}/config.yaml`]: 'a: 1',
    },
  ) =>
    openPullRequest({
      client,
      address: gitops,
      branch: `add-${name}`,
      title: `Add ${name}`,
      body: 'Runs it.',
      files: Object.entries(files).map(([path, content]) => ({
        path,
        content: Buffer.from(content),
      })),
      author: { name: 'Omar', email: 'omar@example.org' },
      taskId,
    });
  const withdraw = (name: string, taskId: string) =>
    withdrawPullRequest({
      client,
      address: gitops,
      branch: `add-${name}`,
      taskId,
      notedWithinMs: 300,
    });

  it('proposes files in one commit by the person who asked', async () => {
    const { pullRequest, reused } = await open('shop', 'task-1', {
      'services/shop/config.yaml': 'a: 1\n',
      'services/shop/values-dev.yaml': 'b: 2\n',
    });
    expect(reused).toBe(false);
    expect(pullRequest.title).toBe('Add shop');
    const files = await gitea.api(
      'GET',
      `/repos/goreliable/gitops/pulls/${pullRequest.number}/files`,
    );
    expect(files.map((file: any) => [file.filename, file.status])).toEqual([
      ['services/shop/config.yaml', 'added'],
      ['services/shop/values-dev.yaml', 'added'],
    ]);
    const branch = await gitea.api(
      'GET',
      '/repos/goreliable/gitops/branches/add-shop',
    );
    expect(branch.commit.author.email).toBe('omar@example.org');
  });

  it('gives the same pull request to the same task', async () => {
    const first = await open('cart', 'task-2');
    const second = await open('cart', 'task-2');
    expect(second.reused).toBe(true);
    expect(second.pullRequest.number).toBe(first.pullRequest.number);
    const { commit } = (await client.contents.branch(gitops, 'add-cart'))!;
    await open('cart', 'task-2', { 'services/cart/config.yaml': 'a: 2' });
    const updated = (await client.contents.branch(gitops, 'add-cart'))!;
    expect(updated.commit.id).not.toBe(commit.id);
    expect(
      (await client.contents.files(gitops, 'add-cart')).get(
        'services/cart/config.yaml',
      ),
    ).toBe(blobSha(Buffer.from('a: 2')));
  });

  it('goes on with a branch whose pull request was never opened', async () => {
    await client.contents.commit(gitops, {
      branch: 'main',
      newBranch: 'add-stock',
      message: withTaskMark('Add stock', 'task-3'),
      files: [
        {
          operation: 'create',
          path: 'services/stock/config.yaml',
          content: Buffer.from('a: 1'),
        },
      ],
    });
    const { reused } = await open('stock', 'task-3');
    expect(reused).toBe(false);
  });

  it('refuses a branch and a pull request of another task', async () => {
    await expect(open('cart', 'task-9')).rejects.toMatchObject({
      name: 'ConflictError',
    });
  });

  it('overwrites nothing that runs already', async () => {
    const { pullRequest } = await open('live', 'task-4');
    await gitea.merge(pullRequest.number);
    await expect(
      openPullRequest({
        client,
        address: gitops,
        branch: 'add-live-again',
        title: 'Add live',
        body: '',
        files: [
          { path: 'services/live/config.yaml', content: Buffer.from('evil') },
        ],
        taskId: 'task-9',
      }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    // The same task hears that it is done.
    const again = await open('live', 'task-4');
    expect(again.pullRequest.merged).toBe(true);
    await expect(withdraw('live', 'task-4')).resolves.toBe('merged');
  });

  it('takes back, and opens the same one again after that', async () => {
    const first = await open('back', 'task-5');
    await expect(withdraw('back', 'task-9')).resolves.toBe('foreign');
    await expect(withdraw('back', 'task-5')).resolves.toBe('withdrawn');
    await expect(
      client.contents.branch(gitops, 'add-back'),
    ).resolves.toBeUndefined();
    await expect(withdraw('back', 'task-5')).resolves.toBe('absent');
    const again = await open('back', 'task-5');
    expect(again.pullRequest.number).toBe(first.pullRequest.number);
    expect(again.pullRequest.state).toBe('open');
    // Gitea has dealt with the deleted branch by now, and it is open still.
    await expect(
      client.pullRequests.get(gitops, again.pullRequest.number),
    ).resolves.toMatchObject({ state: 'open' });
    await expect(withdraw('never', 'task-5')).resolves.toBe('absent');
  });

  describe('between a merge and the moment at which Gitea notes it', () => {
    /** The base branch has it, and Gitea calls the pull request open. */
    async function mergeUnnoted(name: string, content: string) {
      await client.contents.commit(gitops, {
        branch: 'main',
        message: `Add ${name} (#1)`,
        files: [
          {
            operation: 'create',
            path: `services/${name}/config.yaml`,
            content: Buffer.from(content),
          },
        ],
      });
    }

    it('takes back nothing that the base branch has', async () => {
      const { pullRequest } = await open('late', 'task-6');
      await mergeUnnoted('late', 'a: 1');
      await expect(withdraw('late', 'task-6')).resolves.toBe('merged');
      await expect(
        client.contents.branch(gitops, 'add-late'),
      ).resolves.toBeDefined();
      await expect(
        gitea.api(
          'GET',
          `/repos/goreliable/gitops/pulls/${pullRequest.number}`,
        ),
      ).resolves.toMatchObject({ state: 'open' });
    });

    it('opens nothing that the base branch has', async () => {
      const { pullRequest } = await open('later', 'task-6');
      await mergeUnnoted('later', 'a: 1');
      await expect(open('later', 'task-6')).resolves.toMatchObject({
        pullRequest: { number: pullRequest.number },
        isMerged: true,
        reused: true,
      });
    });

    it('knows what is there by its content, not by its name', async () => {
      await open('other', 'task-6');
      await mergeUnnoted('other', 'somebody: else');
      await expect(withdraw('other', 'task-6')).resolves.toBe('withdrawn');
    });

    it('waits until it is noted', async () => {
      const { pullRequest } = await open('noted', 'task-6');
      await mergeUnnoted('noted', 'a: 1');
      const between = jest
        .spyOn(client.pullRequests, 'between')
        .mockResolvedValueOnce(pullRequest)
        .mockResolvedValueOnce({
          ...pullRequest,
          state: 'closed',
          merged: true,
        });
      await expect(withdraw('noted', 'task-6')).resolves.toBe('merged');
      expect(between).toHaveBeenCalledTimes(2);
      between.mockRestore();
    });

    it('finds out that somebody merges while it is being closed', async () => {
      const { pullRequest } = await open('race', 'task-6');
      const close = jest
        .spyOn(client.pullRequests, 'setState')
        .mockImplementationOnce(async () => {
          await gitea.merge(pullRequest.number);
          throw new Error('Gitea: it was already merged');
        });
      await expect(withdraw('race', 'task-6')).resolves.toBe('merged');
      close.mockRestore();
    });

    it('says that Gitea would not close it, if that is all', async () => {
      await open('stuck', 'task-6');
      const close = jest
        .spyOn(client.pullRequests, 'setState')
        .mockRejectedValueOnce(new Error('Gitea is out of order'));
      await expect(withdraw('stuck', 'task-6')).rejects.toThrow(
        'Gitea is out of order',
      );
      close.mockRestore();
    });
  });

  it('opens nothing before, or without, what it is to wait for', async () => {
    const refused = openPullRequest({
      client,
      address: gitops,
      branch: 'add-hasty',
      title: 'Add hasty',
      body: '',
      files: [
        { path: 'services/hasty/config.yaml', content: Buffer.from('a') },
      ],
      taskId: 'task-7',
      after: Promise.reject(new Error('no repository')),
    });
    await expect(refused).rejects.toThrow('no repository');
    await expect(
      client.pullRequests.between(gitops, { base: 'main', head: 'add-hasty' }),
    ).resolves.toBeUndefined();
    await expect(withdraw('hasty', 'task-7')).resolves.toBe('withdrawn');
  });

  it('names the repository that is not there', async () => {
    await expect(
      openPullRequest({
        client,
        address: { owner: 'goreliable', repo: 'none' },
        branch: 'add-x',
        title: 'Add x',
        body: '',
        files: [],
        taskId: 'task-1',
      }),
    ).rejects.toThrow('There is no repository goreliable/none');
  });
});
