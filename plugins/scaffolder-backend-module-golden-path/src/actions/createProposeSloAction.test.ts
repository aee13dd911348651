import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  newDraft,
  parseSpecs,
  SloProposal,
  specOfDraft,
  writeSpec,
} from '@goreliable/plugin-slo-common';
import { runAction } from '../__testUtils__/runAction';
import { startGitea, TestGitea } from '../__testUtils__/startGitea';
import { githubHost, gitlabHost, TestHost } from '../__testUtils__/testHosts';
import { CodeRepositories } from '../codeHosts/CodeRepositories';
import { GiteaClients } from '../gitea/GiteaClients';
import { SloProposals } from '../service/SloProposals';
import { createProposeSloAction } from './index';

jest.setTimeout(600_000);

let gitea: TestGitea;
let repositories: CodeRepositories;
let backend: Server;
/** What the SLO backend answers, and what it was asked. */
let answer: { status: number; body: unknown };
const asked: { authorization?: string; body: any }[] = [];

const path = 'slo/slo.yaml';
const drafted = specOfDraft(newDraft('availability', 'shop'));
const { spec } = drafted as Extract<typeof drafted, { kind: 'spec' }>;

beforeAll(async () => {
  gitea = await startGitea();
  repositories = repositoriesOf(gitea.config);
  backend = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    asked.push({
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>(resolve => {
    backend.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  await new Promise(resolve => backend?.close(resolve));
  await gitea?.stop();
});

beforeEach(() => {
  asked.length = 0;
});

function repositoriesOf(config: ConfigReader): CodeRepositories {
  const integrations = ScmIntegrations.fromConfig(config);
  const logger = mockServices.logger.mock();
  return new CodeRepositories({
    integrations,
    logger,
    gitea: GiteaClients.fromIntegrations(integrations, logger),
  });
}

async function makeRepository(repo: string, file?: string) {
  await gitea.api('POST', '/orgs/goreliable/repos', {
    name: repo,
    auto_init: true,
    default_branch: 'main',
  });
  if (file !== undefined) {
    await gitea.api('POST', `/repos/goreliable/${repo}/contents/${path}`, {
      content: Buffer.from(file).toString('base64'),
      message: 'Promise something',
    });
  }
  answerFor(`${gitea.host}?owner=goreliable&repo=${repo}`);
}

/** What the SLO backend says of a proposal to a repository. */
function answerFor(repoUrl: string, branchOfFile: string = 'main') {
  const proposal: SloProposal = {
    target: {
      entityRef: 'component:default/shop',
      repoUrl,
      path,
      branch: branchOfFile,
    },
    spec: writeSpec(spec),
    slo: { service: 'shop', name: spec.name },
    title: 'Promise 99.9 %',
    description: '**99.9 %** of requests',
  };
  answer = { status: 200, body: proposal };
}

function act(
  input: Record<string, unknown> = {},
  context: Partial<ActionContext<any, any>> = {},
  at: { repositories: CodeRepositories } = { repositories },
) {
  const { port } = backend.address() as AddressInfo;
  const action = createProposeSloAction({
    ...at,
    config: gitea.config,
    proposals: new SloProposals({
      auth: mockServices.auth(),
      discovery: { getBaseUrl: async () => `http://127.0.0.1:${port}` } as any,
    }),
  });
  return runAction(
    action,
    { spec: writeSpec(spec), ...input },
    {
      task: { id: '0123456789' },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/omar'),
      ...context,
    },
  );
}

async function fileOn(repo: string, branch: string): Promise<string> {
  const file = await gitea.api(
    'GET',
    `/repos/goreliable/${repo}/contents/${path}?ref=${branch}`,
  );
  return Buffer.from(file.content, 'base64').toString('utf8');
}

const branch = 'slo-requests-availability-01234567';
const others = `# Agreed with the shops.
version: prometheus/v1
service: shop
slos:
  - name: checkout # the dear one
    objective: 99.5
    sli: { raw: { error_ratio_query: 'avg_over_time(down[{{.window}}])' } }
    alerting: { name: Checkout }
`;

describe('goreliable:slo:propose', () => {
  it('adds an SLO to a file, on behalf of who proposes it, and repeats itself without harm', async () => {
    await makeRepository('shop-add', others);
    const { outputs } = await act({ reason: 'They asked' });
    expect(outputs).toEqual({
      pullRequestUrl: `${gitea.url}/goreliable/shop-add/pulls/1`,
      pullRequestNumber: 1,
      entityRef: 'component:default/shop',
      path,
      title: 'Promise 99.9 %',
    });
    expect(asked).toEqual([
      {
        authorization: expect.stringContaining('user:default/omar'),
        body: { spec: writeSpec(spec), reason: 'They asked' },
      },
    ]);
    const text = await fileOn('shop-add', branch);
    expect(text.startsWith(others)).toBe(true);
    expect(parseSpecs(text).specs.map(({ name }) => name)).toEqual([
      'checkout',
      'requests-availability',
    ]);
    expect(await fileOn('shop-add', 'main')).toBe(others);
    const pull = await gitea.api('GET', '/repos/goreliable/shop-add/pulls/1');
    expect(pull).toMatchObject({
      title: 'Promise 99.9 %',
      body: expect.stringContaining('**99.9 %** of requests'),
      state: 'open',
    });
    const again = await act();
    expect(again.outputs.pullRequestNumber).toBe(1);
    expect(again.said).toContain('Took up again');
  });

  it('ends with its pull request also when it is begun anew after that is merged', async () => {
    await makeRepository('shop-merged', others);
    const { outputs } = await act();
    await gitea.merge(1, 'shop-merged');
    const again = await act();
    expect(again.outputs).toEqual(outputs);
    expect(again.said).toContain('Took up again');
    await expect(act({}, { task: { id: '9876543210' } })).rejects.toThrow(
      /nothing to propose/,
    );
  });

  it('changes one line of an SLO that is there', async () => {
    const present = others.replace('checkout', 'requests-availability');
    await makeRepository('shop-change', present);
    const changed = { ...spec, sli: parseSpecs(present).specs[0].sli };
    answer.body = {
      ...(answer.body as SloProposal),
      spec: writeSpec({
        ...changed,
        alerting: { ...parseSpecs(present).specs[0].alerting },
      }),
    };
    await act();
    const text = await fileOn('shop-change', branch);
    expect(text).toBe(present.replace('99.5', '99.9'));
  });

  it('begins the file of a repository that has none', async () => {
    await makeRepository('shop-begin');
    await act();
    expect(await fileOn('shop-begin', branch)).toBe(writeSpec(spec));
  });

  it('writes nothing in a dry run', async () => {
    await makeRepository('shop-dry', others);
    const { outputs } = await act({}, { isDryRun: true });
    expect(outputs.pullRequestNumber).toBe(0);
    expect(
      await gitea.api('GET', `/repos/goreliable/shop-dry/branches/${branch}`),
    ).toBeUndefined();
  });

  it('opens nothing for what the file says already, or cannot be read', async () => {
    await makeRepository('shop-same', writeSpec(spec));
    await expect(act()).rejects.toThrow(/nothing to propose/);
    await makeRepository('shop-broken', 'version: prometheus/v1\nslos: [');
    await expect(act()).rejects.toThrow(/The file has an error/);
    await expect(
      gitea.api('GET', '/repos/goreliable/shop-broken/pulls'),
    ).resolves.toEqual([]);
  });

  it.each([
    [403, 'NotAllowedError', /^You may not propose/],
    [400, 'InputError', /^You may not propose/],
  ])('does nothing where the answer is %s', async (status, name, message) => {
    await makeRepository(`shop-${status}`, others);
    answer = {
      status,
      body: {
        error: { name, message: 'You may not propose SLOs of shop' },
        response: { statusCode: status },
      },
    };
    await expect(act()).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    await expect(
      gitea.api('GET', `/repos/goreliable/shop-${status}/pulls`),
    ).resolves.toEqual([]);
  });

  it('goes into the branch that the file is known on, or nowhere', async () => {
    await makeRepository('shop-branch', others);
    answerFor(`${gitea.host}?owner=goreliable&repo=shop-branch`, 'next');
    await expect(act()).rejects.toThrow(/on the branch next.*go into main/);
    answerFor(`${gitea.host}?owner=goreliable&repo=shop-branch`, 'HEAD');
    expect((await act()).outputs.pullRequestNumber).toBe(1);
  });

  // Stand-ins; what they hold is told by codeRepositories.contract.test.ts.
  it.each<[string, () => Promise<TestHost>]>([
    ['GitHub', githubHost],
    ['GitLab', gitlabHost],
  ])('adds an SLO to a file at %s', async (_, start) => {
    const host = await start();
    try {
      await host.make('shop', { [path]: others });
      answerFor(host.repoUrl('shop'));
      const at = { repositories: repositoriesOf(host.config) };
      const dry = await act({}, { isDryRun: true }, at);
      expect(dry.outputs.pullRequestUrl).toMatch(/(pulls|merge_requests)$/);
      expect(await host.branches('shop')).toEqual(['main']);
      const { outputs, said } = await act({}, {}, at);
      const [proposal] = await host.proposals('shop');
      expect(outputs).toMatchObject({
        pullRequestNumber: 1,
        pullRequestUrl: proposal.url,
      });
      expect(said).toContain(`Opened ${proposal.url}.`);
      const text = await host.text('shop', path, branch);
      expect(text).toMatch(/^# Agreed with the shops\.\n/);
      expect(parseSpecs(text!).specs.map(({ name }) => name)).toEqual([
        'checkout',
        'requests-availability',
      ]);
      expect((await act({}, {}, at)).said).toContain('Took up again');
    } finally {
      await host.stop();
    }
  });
});
