/**
 * What is said, and what is left, when GitHub or GitLab refuse. Local HTTP servers stand
 * in for them, which answer as the descriptions of their REST APIs say; see
 * codeRepositories.contract.test.ts.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { githubHost, gitlabHost, TestHost } from '../__testUtils__/testHosts';
import { GiteaClients } from '../gitea/GiteaClients';
import { CodeRepositories } from './CodeRepositories';

jest.setTimeout(60_000);

const path = 'slo/slo.yaml';
const branch = 'slo-availability-01234567';
const logger = mockServices.logger.mock();

function repositoriesOf(config: ConfigReader) {
  const integrations = ScmIntegrations.fromConfig(config);
  const gitea = GiteaClients.fromIntegrations(integrations, logger);
  return new CodeRepositories({ integrations, gitea, logger });
}

async function propose(host: TestHost, body: string = 'Why') {
  const repositories = repositoriesOf(host.config);
  const repository = await repositories.forRepoUrl(host.repoUrl('shop'));
  return await repository.propose({
    present: await repository.read(path),
    text: 'new\n',
    branch,
    title: 'Promise 99.9 %',
    body,
    author: { name: 'Omar', email: 'omar@example.org' },
    taskId: '0123456789',
  });
}

const logged = () =>
  JSON.stringify(
    [logger.debug, logger.info, logger.warn, logger.error].map(
      ({ mock }) => mock.calls,
    ),
  );

let host: TestHost;

/** Whatever went wrong, no secret has been told to anybody. */
async function stopWithoutTelling() {
  expect(logged()).not.toContain(host.secret);
  await host.stop();
}

afterEach(stopWithoutTelling);

describe('GitHub (stand-in)', () => {
  beforeEach(async () => {
    host = await githubHost();
    await host.make('shop', { [path]: 'old\n' });
  });

  it.each([
    ['GET ', 401, 'Bad credentials', 'NotAllowedError', /expired/],
    [
      'POST git/trees',
      403,
      'Resource not accessible by personal access token',
      'NotAllowedError',
      /Contents and Pull requests, read and write/,
    ],
    [
      'POST git/trees',
      403,
      'API rate limit exceeded for user ID 1.',
      'ServiceUnavailableError',
      /repeat the task in some minutes/,
    ],
    [
      'POST pulls',
      403,
      'You have exceeded a secondary rate limit.',
      'ServiceUnavailableError',
      /repeat the task in 30 s/,
    ],
    ['POST git/trees', 404, 'Not Found', 'NotFoundError', /write to it/],
    ['POST git/commits', 409, 'Conflict', 'ConflictError', /repeat the task/],
    [
      'POST git/refs',
      422,
      'Repository rule violations found',
      'InputError',
      /rule violations.*what the repository asks of branches/,
    ],
    ['POST pulls', 422, 'Validation Failed', 'InputError', /Validation Failed/],
    ['POST pulls', 429, 'Slow down', 'ServiceUnavailableError', /30 s/],
  ])(
    'says what to do when %s answers %s: %s',
    async (at, status, message, name, words) => {
      host.server!.fail({
        at,
        status,
        body: { message },
        headers: /secondary|Slow/.test(message) ? { 'retry-after': '30' } : {},
      });
      const failure = await propose(host).catch(error => error);
      expect(failure).toMatchObject({
        name,
        message: expect.stringMatching(words),
      });
      expect(String(failure.stack)).not.toContain(host.secret);
      expect(await host.branches('shop')).toEqual(['main']);
      expect(await host.proposals('shop')).toEqual([]);
    },
  );

  it('finds what was opened although the answer was lost', async () => {
    host.server!.fail({
      at: 'POST pulls',
      status: 502,
      body: {},
      isDone: true,
    });
    expect(await propose(host)).toMatchObject({ number: 1, reused: true });
    expect(await host.proposals('shop')).toHaveLength(1);
    expect(await host.branches('shop')).toContain(branch);
  });

  it('asks again what may be asked again', async () => {
    host.server!.fail({ at: 'GET branches', status: 502, body: {}, times: 1 });
    expect(await propose(host)).toMatchObject({ number: 1, reused: false });
  });

  it('says that a branch may be left where nothing answers any more', async () => {
    host.server!.fail(
      { at: 'POST pulls', status: 422, body: { message: 'No' } },
      { at: 'DELETE git/refs', status: 422, body: { message: 'No' } },
    );
    await expect(propose(host)).rejects.toThrow(/open a pull request/);
    expect(logged()).toContain(`${branch} may be left behind`);
  });

  it('says that the repository may have another name', async () => {
    host.server!.fail({
      at: 'GET ',
      status: 301,
      body: {},
      headers: { location: `${host.server!.url}/api/v3/repositories/1` },
    });
    await expect(propose(host)).rejects.toThrow(/another name now/);
  });

  it('opens another one where the old one cannot be opened again', async () => {
    await propose(host);
    await host.close('shop', 1);
    host.server!.fail({
      at: 'PATCH pulls/1',
      status: 422,
      body: { message: 'Validation Failed' },
    });
    expect(await propose(host)).toMatchObject({ number: 2, reused: false });
  });

  describe('as an App', () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const asApp = () => {
      const { host: name, url } = host.server!;
      const app = {
        appId: 1,
        clientId: 'client',
        clientSecret: 'secret',
        privateKey,
      };
      const entry = { host: name, apiBaseUrl: `${url}/api/v3`, apps: [app] };
      return new ConfigReader({ integrations: { github: [entry] } });
    };

    it('has the token of its installation', async () => {
      expect(await propose({ ...host, config: asApp() })).toMatchObject({
        number: 1,
      });
      expect(host.server!.calls).toContain('POST access_tokens');
    });

    it('says that it is not installed', async () => {
      await expect(
        repositoriesOf(asApp()).forRepoUrl(
          `${host.server!.host}?owner=others&repo=shop`,
        ),
      ).rejects.toThrow(/nor an App that is installed at others/);
    });

    it('says that it gets no token', async () => {
      host.server!.fail({ at: 'GET ', status: 401, body: { message: 'No' } });
      await expect(propose({ ...host, config: asApp() })).rejects.toMatchObject(
        {
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(/gets no token.*its installation/),
        },
      );
    });
  });

  it('changes no folder', async () => {
    const repository = await repositoriesOf(host.config).forRepoUrl(
      host.repoUrl('shop'),
    );
    await expect(repository.read('slo')).rejects.toThrow(/is no file/);
  });
});

describe('GitLab (stand-in)', () => {
  let gitlab: Awaited<ReturnType<typeof gitlabHost>>;

  beforeEach(async () => {
    gitlab = await gitlabHost();
    host = gitlab;
    await host.make('shop', { [path]: 'old\n' });
  });

  it.each([
    ['GET ', 401, '401 Unauthorized', 'NotAllowedError', /expired/],
    [
      'POST repository/commits',
      403,
      '403 Forbidden',
      'NotAllowedError',
      /scope api and at least the role Developer/,
    ],
    [
      'POST repository/commits',
      400,
      'A file with this name already exists',
      'InputError',
      /already exists.*If somebody was faster, repeat/,
    ],
    ['POST merge_requests', 404, '404 Not Found', 'NotFoundError', /write/],
    ['POST merge_requests', 409, 'Conflict', 'ConflictError', /repeat/],
    ['POST merge_requests', 422, 'No', 'InputError', /asks of branches/],
    [
      'POST merge_requests',
      429,
      'Retry later',
      'ServiceUnavailableError',
      /30/,
    ],
  ])(
    'says what to do when %s answers %s: %s',
    async (at, status, message, name, words) => {
      host.server!.fail({
        at,
        status,
        body: { message },
        headers: status === 429 ? { 'retry-after': '30' } : {},
      });
      const failure = await propose(host).catch(error => error);
      expect(failure).toMatchObject({
        name,
        message: expect.stringMatching(words),
      });
      expect(String(failure.stack)).not.toContain(host.secret);
      expect(await host.branches('shop')).toEqual(['main']);
      expect(await host.proposals('shop')).toEqual([]);
    },
  );

  it('finds what was opened although the answer was lost', async () => {
    host.server!.fail({
      at: 'POST merge_requests',
      status: 502,
      body: {},
      isDone: true,
    });
    expect(await propose(host)).toMatchObject({ number: 1, reused: true });
    expect(await host.proposals('shop')).toHaveLength(1);
  });

  it('runs no commands that a description may hold', async () => {
    await propose(host, 'Because\n/merge\n  /approve\nsee a/b');
    expect(gitlab.project('shop').commands).toEqual([]);
    const [{ body }] = await host.proposals('shop');
    expect(body).toContain('Because\n\\/merge\n  \\/approve\nsee a/b');
  });

  it('takes a request of a fork for none of its own', async () => {
    const { requests } = gitlab.project('shop');
    await host.openOther('shop', 'else');
    Object.assign(requests[0], { source_branch: branch, source_project_id: 8 });
    expect(await propose(host)).toMatchObject({ number: 2, reused: false });
  });

  it('says what a project without a commit needs', async () => {
    gitlab.project('shop').git.branches.clear();
    await expect(propose(host)).rejects.toThrow(/needs a first commit/);
  });
});

describe('without credentials', () => {
  it.each([
    ['github.com?owner=o&repo=r', /neither a token nor an App.*at o/],
    ['gitlab.com?owner=o&repo=r', /integrations.gitlab has no token/],
    ['dev.azure.com?owner=o&repo=r&project=p', /none of them/],
    ['unknown.example.org?owner=o&repo=r', /No matching integration/],
    ['github.com?repo=r', /owner/],
  ])('nothing is asked of %s', async (repoUrl, words) => {
    host = await githubHost();
    await expect(
      repositoriesOf(new ConfigReader({})).forRepoUrl(repoUrl),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(words),
    });
    expect(host.server!.calls).toEqual([]);
  });
});
