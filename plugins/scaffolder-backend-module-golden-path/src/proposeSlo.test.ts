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
import {
  giteaHost,
  githubHost,
  gitlabHost,
  TestHost,
} from './__testUtils__/testHosts';
import { untilTasksAreLetGo } from './__testUtils__/untilTasksAreLetGo';
import goldenPaths from './index';

jest.setTimeout(600_000);

const spec = draftText(newDraft('availability', 'shop'));

const asked: unknown[] = [];

/** Stands for the SLO backend, which has tests of its own. */
const sloPlugin = (repoUrl: string) =>
  createBackendPlugin({
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
                repoUrl,
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

/** A portal that knows one host of code, and nothing else. */
async function startPortal(host: TestHost): Promise<TestBackend> {
  const file = resolve(__dirname, '../../../templates/propose-slo.yaml');
  const template = parse(await readFile(file, 'utf8'));
  template.metadata.namespace = 'default';
  template.metadata.annotations = {
    'backstage.io/managed-by-location': `file:${file}`,
  };
  return await startTestBackend({
    features: [
      scaffolderPlugin,
      goldenPaths,
      sloPlugin(host.repoUrl('shop')),
      mockServices.rootConfig.factory({ data: host.config.get() }),
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
}

async function run(backend: TestBackend, values: object) {
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

// GitHub and GitLab are stood in for; see codeRepositories.contract.test.ts.
describe.each<[string, () => Promise<TestHost>]>([
  ['Gitea', giteaHost],
  ['GitHub (stand-in), and no Gitea', githubHost],
  ['GitLab (stand-in), and no Gitea', gitlabHost],
])('the template that proposes an SLO, with %s', (_, start) => {
  let host: TestHost;
  let backend: TestBackend;

  beforeAll(async () => {
    asked.length = 0;
    host = await start();
    await host.make('shop');
    backend = await startPortal(host);
  });

  afterAll(async () => {
    await backend?.stop();
    await untilTasksAreLetGo();
    await host?.stop();
  });

  it('takes the spec to the letter, and ends with a link to the pull request', async () => {
    const task = await run(backend, { spec, reason: 'The shops {{ asked }}' });
    expect(task).toMatchObject({ status: 'completed' });
    expect(asked).toEqual([{ spec, reason: 'The shops {{ asked }}' }]);
    const [{ url }] = await host.proposals('shop');
    expect(task.output.links).toEqual([
      { title: 'Pull request', url },
      {
        title: 'Service in the catalog',
        icon: 'catalog',
        entityRef: 'component:default/shop',
      },
    ]);
    const [branch] = (await host.branches('shop')).filter(
      name => name !== 'main',
    );
    const text = await host.text('shop', 'slo/slo.yaml', branch);
    expect(text).toBe(spec);
    expect(parseSpecs(text!).problems).toEqual([]);
    expect(task.log).not.toContain(host.secret);
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
