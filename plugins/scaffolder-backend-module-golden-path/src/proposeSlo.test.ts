import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  draftText,
  newDraft,
  parseSpecs,
  SloProposal,
} from '@goreliable/plugin-slo-common';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import express from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import { startGitea, TestGitea } from './__testUtils__/startGitea';
import { untilTasksAreLetGo } from './__testUtils__/untilTasksAreLetGo';
import goldenPaths from './index';

jest.setTimeout(600_000);

const spec = draftText(newDraft('availability', 'shop'));

let gitea: TestGitea;
let backend: TestBackend;
const asked: unknown[] = [];

/** Stands for the SLO backend, which has tests of its own. */
const sloPlugin = createBackendPlugin({
  pluginId: 'slo',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = express.Router();
        router.post('/proposals', express.json(), (proposed, response) => {
          asked.push(proposed.body);
          const proposal: SloProposal = {
            target: {
              entityRef: 'component:default/shop',
              repoUrl: `${gitea.host}?owner=goreliable&repo=shop`,
              path: 'slo/slo.yaml',
            },
            spec: proposed.body.spec,
            slo: { service: 'shop', name: 'requests-availability' },
            title: 'Promise 99.9 %',
            description: 'At most 43 m of outage',
          };
          response.json(proposal);
        });
        httpRouter.use(router);
      },
    });
  },
});

beforeAll(async () => {
  gitea = await startGitea();
  await gitea.api('POST', '/orgs/goreliable/repos', {
    name: 'shop',
    auto_init: true,
    default_branch: 'main',
  });
  const file = resolve(__dirname, '../../../templates/propose-slo.yaml');
  const template = parse(await readFile(file, 'utf8'));
  template.metadata.namespace = 'default';
  template.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${file}`,
  };
  backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      goldenPaths,
      sloPlugin,
      mockServices.rootConfig.factory({ data: gitea.configData }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          catalogServiceMock.mock({
            getEntityByRef: async ref =>
              (typeof ref === 'string' ? ref : stringifyEntityRef(ref)) ===
              'template:default/propose-slo'
                ? template
                : undefined,
          }),
      }),
      createServiceFactory({
        service: timelineServiceRef,
        deps: {},
        factory: () => ({ publish: jest.fn() } as any),
      }),
    ],
  });
});

afterAll(async () => {
  await backend?.stop();
  await untilTasksAreLetGo();
  await gitea?.stop();
});

async function run(values: object) {
  const { body, status } = await request(backend.server)
    .post('/api/scaffolder/v2/tasks')
    .send({ templateRef: 'template:default/propose-slo', values });
  expect({ body, status }).toMatchObject({ status: 201 });
  const path = `/api/scaffolder/v2/tasks/${body.id}`;
  for (let tries = 0; tries < 600; tries++) {
    const task = await request(backend.server).get(path);
    if (['completed', 'failed'].includes(task.body.status)) {
      const log = await request(backend.server).get(`${path}/events`);
      return {
        status: task.body.status as string,
        log: log.body.map((event: any) => event.body.message).join('\n'),
        output: log.body.find((event: any) => event.type === 'completion')?.body
          .output,
      };
    }
    await delay(50);
  }
  throw new Error('The task did not end');
}

describe('the template that proposes an SLO', () => {
  it('takes the spec to the letter, and ends with a link to the pull request', async () => {
    const task = await run({ spec, reason: 'The shops {{ asked }}' });
    expect(task).toMatchObject({ status: 'completed' });
    expect(asked).toEqual([{ spec, reason: 'The shops {{ asked }}' }]);
    expect(task.output.links).toEqual([
      {
        title: 'Pull request',
        url: `${gitea.url}/goreliable/shop/pulls/1`,
      },
      {
        title: 'Service in the catalog',
        icon: 'catalog',
        entityRef: 'component:default/shop',
      },
    ]);
    const pull = await gitea.api('GET', '/repos/goreliable/shop/pulls/1');
    const file = await gitea.api(
      'GET',
      `/repos/goreliable/shop/contents/slo/slo.yaml?ref=${pull.head.ref}`,
    );
    const text = Buffer.from(file.content, 'base64').toString('utf8');
    expect(text).toBe(spec);
    expect(parseSpecs(text).problems).toEqual([]);
  });

  it('asks for a spec', async () => {
    const { status } = await request(backend.server)
      .post('/api/scaffolder/v2/tasks')
      .send({
        templateRef: 'template:default/propose-slo',
        values: { spec: '' },
      });
    expect(status).toBe(400);
  });
});
