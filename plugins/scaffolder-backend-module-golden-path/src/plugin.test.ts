import { createServer, Server } from 'node:http';
import { resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  nameAvailabilitySchema,
  previewSchema,
} from '@goreliable/plugin-golden-path-common';
import request from 'supertest';
import { checkedAnswers } from './checks/answers';
import { goldenPathPlugin } from './plugin';
import { readTemplate } from './render/renderGoldenPath';

jest.setTimeout(60_000);

const templatesDir = resolve(__dirname, '../../../templates');
const [typical] = checkedAnswers;

let registry: ReturnType<typeof actionsRegistryServiceMock>;

/** A Gitea that knows a GitOps repository and one service. */
function startGiteaStandIn(): Promise<Server> {
  const repository = {
    description: '',
    html_url: 'http://git/goreliable/gitops',
    default_branch: 'main',
    empty: false,
  };
  const server = createServer((incoming, answer) => {
    const path = incoming.url!.split('?')[0].replace('/api/v1', '');
    const known: Record<string, unknown> = {
      '/repos/goreliable/gitops': repository,
      '/repos/goreliable/taken': repository,
      '/repos/goreliable/gitops/pulls': [],
    };
    answer.setHeader('content-type', 'application/json');
    answer.statusCode = path in known ? 200 : 404;
    answer.end(JSON.stringify(known[path] ?? { message: 'not found' }));
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)));
}

async function startPortal(options: {
  host?: string;
  allowed?: boolean;
}): Promise<TestBackend> {
  const template = await readTemplate(templatesDir, 'go-service');
  template.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${templatesDir}/go-service.yaml`,
  };
  const { host, allowed = true } = options;
  registry = actionsRegistryServiceMock({
    logger: mockServices.logger.mock(),
  });
  const gitea = host ? [{ host, baseUrl: `http://${host}` }] : [];
  return await startTestBackend({
    features: [
      goldenPathPlugin,
      mockServices.rootConfig.factory({ data: { integrations: { gitea } } }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(() => ({
            result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          })),
      }).factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities: [template] }),
      }),
    ],
  });
}

let gitea: Server;
let host: string;
let portal: TestBackend | undefined;

beforeAll(async () => {
  gitea = await startGiteaStandIn();
  host = `127.0.0.1:${(gitea.address() as { port: number }).port}`;
});
afterAll(() => {
  gitea.close();
});
afterEach(async () => {
  await portal?.stop();
  portal = undefined;
});

const preview = (body: object) =>
  request(portal!.server).post('/api/golden-path/preview').send(body);

describe('GET /names/:name', () => {
  it('says whether a name is free', async () => {
    portal = await startPortal({ host });
    const get = (name: string) =>
      request(portal!.server).get(`/api/golden-path/names/${name}`);
    const free = await get('brand-new');
    expect(free.status).toBe(200);
    expect(free.headers['cache-control']).toBe('no-store');
    expect(nameAvailabilitySchema.parse(free.body)).toEqual({
      name: 'brand-new',
      available: true,
    });
    const taken = await get('taken');
    expect(nameAvailabilitySchema.parse(taken.body)).toMatchObject({
      available: false,
      reason: 'repository',
    });
    const malformed = await get('Not%20a%2Fname');
    expect(malformed.body).toMatchObject({ reason: 'malformed' });
  });

  it('does not call a name free when Gitea is down', async () => {
    portal = await startPortal({ host: '127.0.0.1:9' });
    const { status, body } = await request(portal.server).get(
      '/api/golden-path/names/brand-new',
    );
    expect(status).toBe(503);
    expect(body.error.message).toContain('gitea/127.0.0.1:9');
  });

  it('is for people who are signed in and may create', async () => {
    portal = await startPortal({ host });
    const anonymous = await request(portal.server)
      .get('/api/golden-path/names/brand-new')
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
    await portal.stop();
    portal = await startPortal({ host, allowed: false });
    const viewer = await request(portal.server).get(
      '/api/golden-path/names/brand-new',
    );
    expect(viewer.status).toBe(403);
  });
});

describe('POST /preview', () => {
  it('shows the files of both repositories with their contents', async () => {
    portal = await startPortal({ host });
    const { status, body } = await preview({
      template: 'go-service',
      parameters: { ...typical.values, preview: null },
    });
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const { repository, gitops } = previewSchema.parse(body);
    const catalogInfo = repository.find(
      ({ path }) => path === 'catalog-info.yaml',
    );
    expect(catalogInfo?.content).toContain('name: order-service');
    expect(repository.map(({ path }) => path)).toEqual(
      repository.map(({ path }) => path).toSorted(),
    );
    expect(gitops.map(({ path }) => path)).toContain(
      'services/order-service/config.yaml',
    );
  });

  it.each([
    [{ template: 'nope', parameters: {} }, /template/],
    [{ template: 'go-service' }, /parameters/],
    [
      {
        template: 'go-service',
        parameters: { ...typical.values, objective: 5 },
      },
      /objective/,
    ],
  ])('answers 400 to %j', async (body, message) => {
    portal = await startPortal({ host });
    const answer = await preview(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('answers 404 for a template that is not registered', async () => {
    portal = await startPortal({ host });
    const answer = await preview({
      template: 'go-worker',
      parameters: {
        ...typical.values,
        resource: undefined,
        subject: 'orders.created',
        latencyThreshold: 5,
      },
    });
    expect(answer.status).toBe(404);
  });

  it('is for people who may create', async () => {
    portal = await startPortal({ host, allowed: false });
    const answer = await preview({
      template: 'go-service',
      parameters: typical.values,
    });
    expect(answer.status).toBe(403);
  });
});

describe('the action check-service-name', () => {
  const look = (name: string) =>
    registry.invoke({
      id: 'test:check-service-name',
      input: { name },
      credentials: mockCredentials.user(),
    });

  it('answers as the form is answered', async () => {
    portal = await startPortal({ host });
    await expect(look('taken')).resolves.toMatchObject({
      output: { name: 'taken', available: false, reason: 'repository' },
    });
    await expect(look('brand-new')).resolves.toEqual({
      output: { name: 'brand-new', available: true },
    });
  });

  it('is for people who may create', async () => {
    portal = await startPortal({ host, allowed: false });
    await expect(look('brand-new')).rejects.toThrow(/may not create services/);
  });
});

it('starts without a Gitea, and says what is missing', async () => {
  portal = await startPortal({});
  const answer = await request(portal.server).get(
    '/api/golden-path/names/brand-new',
  );
  expect(answer.status).toBe(503);
  expect(answer.body.error.message).toContain('integrations.gitea');
});
