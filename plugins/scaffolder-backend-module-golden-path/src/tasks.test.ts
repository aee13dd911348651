import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { serializeDirectoryContents } from '@backstage/plugin-scaffolder-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import request from 'supertest';
import { parse, parseAllDocuments } from 'yaml';
import { startGitea, TestGitea } from './__testUtils__/startGitea';
import { untilTasksAreLetGo } from './__testUtils__/untilTasksAreLetGo';
import { checkedAnswers } from './checks/answers';
import goldenPaths from './index';
import {
  GoldenPathName,
  taskEndedChannel,
} from '@goreliable/plugin-golden-path-common';

jest.setTimeout(600_000);

const templatesDir = resolve(__dirname, '../../../templates');
const user = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock', namespace: 'default' },
  spec: {
    profile: { displayName: 'Mo Ck', email: 'mock@example.org' },
    memberOf: ['edge-team'],
  },
};

const userInfo = {
  userEntityRef: 'user:default/mock',
  ownershipEntityRefs: [
    'user:default/mock',
    'group:default/edge-team',
    'group:default/engagement-team',
    'group:default/ml-team',
    'group:default/ordering-team',
    'group:labs/ML_team.2',
  ],
};

let gitea: TestGitea;
let backend: TestBackend;
/** What the catalog says to a location; replaced by tests. */
let addLocation: jest.Mock;
const entities = new Map<string, Entity>([['user:default/mock', user]]);
const published = jest.fn().mockResolvedValue({ published: 1 });
/** What whoever started a task was told. */
const ends: unknown[] = [];

async function template(name: GoldenPathName): Promise<Entity> {
  const file = join(templatesDir, `${name}.yaml`);
  const entity = parse(await readFile(file, 'utf8'));
  entity.metadata.namespace = 'default';
  entity.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${file}`,
  };
  return entity;
}

/** Reads what was published, as the catalog does. */
async function readCatalogInfo(target: string): Promise<Entity[]> {
  const [, repo] = /goreliable\/([^/]+)\/src/.exec(target)!;
  const file = await gitea.api(
    'GET',
    `/repos/goreliable/${repo}/contents/catalog-info.yaml`,
  );
  const text = Buffer.from(file.content, 'base64').toString('utf8');
  return parseAllDocuments(text).map(document => document.toJS());
}

beforeAll(async () => {
  gitea = await startGitea();
  for (const name of ['go-service', 'go-gateway', 'go-worker'] as const) {
    entities.set(`template:default/${name}`, await template(name));
  }
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async ref =>
      entities.get(
        (typeof ref === 'string' ? ref : stringifyEntityRef(ref)).toLowerCase(),
      ),
    addLocation: (...parameters) => addLocation(...parameters),
  });
  backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      goldenPaths,
      mockServices.rootConfig.factory({
        data: {
          ...gitea.configData,
          // As in the portal's own configuration.
          scaffolder: { taskRecovery: { enabled: true } },
        },
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: timelineServiceRef,
        deps: {},
        factory: () => ({ publish: published } as any),
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          async publish({ channel, recipients, message }) {
            expect(channel).toBe(taskEndedChannel);
            expect(recipients).toEqual({
              type: 'user',
              entityRef: 'user:default/mock',
            });
            ends.push(message);
          },
        }),
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({ getUserInfo: async () => userInfo }),
      }),
    ],
  });
});

beforeEach(() => {
  published.mockClear();
  ends.length = 0;
  addLocation = jest.fn(async ({ target, dryRun }) => {
    const found = await readCatalogInfo(target);
    if (!dryRun) {
      for (const entity of found) {
        entities.set(stringifyEntityRef(entity), entity);
      }
    }
    return { location: {}, entities: found, exists: false };
  });
});

afterAll(async () => {
  await backend?.stop();
  await untilTasksAreLetGo();
  await gitea?.stop();
});

const answersOf = (title: string) =>
  checkedAnswers.find(answers => answers.title === title)!;

async function repositories(): Promise<string[]> {
  const all = await gitea.api('GET', '/orgs/goreliable/repos');
  return all.map((repository: any) => repository.name);
}

async function openPullRequestOf(name: string) {
  for (let tries = 0; tries < 600; tries++) {
    const open = await gitea.api(
      'GET',
      '/repos/goreliable/gitops/pulls?state=open',
    );
    const found = open.find(({ title }: any) => title === `Add ${name}`);
    if (found) {
      return found;
    }
    await delay(50);
  }
  throw new Error(`Nobody has proposed ${name}`);
}

async function settled(taskId: string) {
  for (let tries = 0; tries < 600; tries++) {
    const { body } = await request(backend.server).get(
      `/api/scaffolder/v2/tasks/${taskId}`,
    );
    if (['completed', 'failed'].includes(body.status)) {
      const log = await request(backend.server).get(
        `/api/scaffolder/v2/tasks/${taskId}/events`,
      );
      return {
        status: body.status as string,
        output: log.body.find((event: any) => event.type === 'completion')?.body
          .output,
        log: log.body.map((event: any) => event.body.message).join('\n'),
      };
    }
    await delay(50);
  }
  throw new Error(`Task ${taskId} did not end`);
}

async function run(name: GoldenPathName, values: object) {
  const { body, status } = await request(backend.server)
    .post('/api/scaffolder/v2/tasks')
    .send({ templateRef: `template:default/${name}`, values });
  expect({ body, status }).toMatchObject({ status: 201 });
  return { taskId: body.id as string, ...(await settled(body.id)) };
}

async function retry(taskId: string) {
  const { status } = await request(backend.server).post(
    `/api/scaffolder/v2/tasks/${taskId}/retry`,
  );
  expect(status).toBe(201);
  await delay(100);
  return await settled(taskId);
}

describe('a task', () => {
  it.each(['go-service', 'go-gateway', 'go-worker'] as const)(
    'makes a %s with all its links',
    async name => {
      const { values } = answersOf(name);
      const task = await run(name, { ...values, preview: null });
      expect(task.status).toBe('completed');
      expect(ends).toEqual([{ taskId: task.taskId }]);
      expect(task.output.links).toEqual([
        {
          title: 'Service in the catalog',
          icon: 'catalog',
          entityRef: `component:default/${values.name}`,
        },
        {
          title: 'Repository',
          url: `${gitea.url}/goreliable/${values.name}`,
        },
        {
          title: 'Pull request against GitOps',
          url: expect.stringMatching(/\/goreliable\/gitops\/pulls\/\d+$/),
        },
        {
          title: 'Its SLOs',
          icon: 'dashboard',
          url: `/slo?service=${values.name}`,
        },
      ]);
      expect(entities.has(`component:default/${values.name}`)).toBe(true);
      expect(published.mock.calls[0][0][0]).toMatchObject({
        kind: 'scaffold',
        entityRef: `component:default/${values.name}`,
        actor: 'user:default/mock',
      });
      const number = task.output.links[2].url.split('/').pop();
      const files = await gitea.api(
        'GET',
        `/repos/goreliable/gitops/pulls/${number}/files`,
      );
      expect(files.map((file: any) => file.filename)).toContain(
        `services/${values.name}/config.yaml`,
      );
    },
  );

  it('is refused a name that exists, and leaves alone who has it', async () => {
    const { values } = answersOf('go-service');
    const task = await run('go-service', values);
    expect(task.status).toBe('failed');
    expect(task.log).toContain(
      `There is a repository goreliable/${values.name}`,
    );
    expect(
      await gitea.api('GET', `/repos/goreliable/${values.name}`),
    ).toBeDefined();
  });

  it('cleans up after a failure at the end, says so, and can be repeated', async () => {
    const { values } = answersOf('go-service-without-events');
    const path = `/repos/goreliable/${values.name}`;
    const working = addLocation;
    addLocation = jest.fn().mockRejectedValue(new Error('no catalog today'));
    const task = await run('go-service', values);
    expect(task.status).toBe('failed');
    expect(task.log).toContain('no catalog today');
    expect(task.log).toContain(
      'Removed: the pull request is closed and its branch is gone.',
    );
    expect(task.log).toContain(
      `Removed: the repository goreliable/${values.name}`,
    );
    expect(await gitea.api('GET', path)).toBeUndefined();
    expect(published).not.toHaveBeenCalled();
    expect(ends).toEqual([{ taskId: task.taskId }]);

    addLocation = working;
    const again = await retry(task.taskId);
    expect(again.status).toBe('completed');
    expect(await gitea.api('GET', path)).toBeDefined();
  });

  it('keeps a service whose pull request is merged, and finishes it when repeated', async () => {
    const { values } = answersOf('go-service-in-memory');
    const path = `/repos/goreliable/${values.name}`;
    const working = addLocation;
    addLocation = jest.fn(async () => {
      // It is opened at the same time.
      const pullRequest = await openPullRequestOf(String(values.name));
      await gitea.merge(pullRequest.number);
      throw new Error('no catalog today');
    });
    const task = await run('go-service', values);
    expect(task.status).toBe('failed');
    expect(task.log).toContain('Kept: the pull request is merged');
    expect(await gitea.api('GET', path)).toBeDefined();

    addLocation = working;
    const again = await retry(task.taskId);
    expect(again.status).toBe('completed');
    expect(again.output.links[2].url).toMatch(/\/pulls\/\d+$/);
  });

  it('refuses an owner that the person does not belong to', async () => {
    const { values } = answersOf('go-worker');
    const task = await run('go-worker', {
      ...values,
      name: 'somebody-elses-worker',
      owner: 'group:default/sre-team',
    });
    expect(task.status).toBe('failed');
    expect(task.log).toContain(
      'You are not a member of group:default/sre-team',
    );
  });
});

describe('a dry run', () => {
  let directoryContents: { path: string; base64Content: string }[];

  beforeAll(async () => {
    const files = await serializeDirectoryContents(templatesDir);
    directoryContents = files.map(({ path, content }) => ({
      path,
      base64Content: content.toString('base64'),
    }));
  });

  async function dryRun(name: GoldenPathName, values: object) {
    return await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .set('authorization', mockCredentials.user.header())
      .send({ template: await template(name), values, directoryContents });
  }

  it.each(checkedAnswers)('of $title renders these files', async answers => {
    const before = await repositories();
    const { body, status } = await dryRun(answers.template, answers.values);
    expect({ status, error: body.error }).toEqual({ status: 200 });
    const made = body.directoryContents
      .map((file: any) => file.path)
      .filter((path: string) => /^(repository|gitops)\//.test(path))
      .sort();
    expect(made).toMatchSnapshot();
    expect(body.output.links[0].entityRef).toBe(
      `component:default/${answers.values.name}`,
    );
    expect(await repositories()).toEqual(before);
  });

  it.each([
    ['go-service', { name: 'Not A Name' }],
    ['go-service', { objective: 100 }],
    ['go-service', { database: 'perhaps' }],
    ['go-service', { description: 'two\nlines' }],
    ['go-gateway', { routes: [] }],
    ['go-gateway', { routes: [{ prefix: 'api', service: 'x-service' }] }],
    ['go-worker', { subject: 'Orders' }],
    ['go-worker', { latencyThreshold: 0.3 }],
  ] as const)('of %s refuses %j', async (name, wrong) => {
    const { values } = answersOf(name);
    const { status, body } = await dryRun(name, { ...values, ...wrong });
    expect(status).toBe(400);
    expect(JSON.stringify(body.errors)).toContain(Object.keys(wrong)[0]);
  });
});
