import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { testEvent } from './__testUtils__/events';
import {
  gateway,
  startTimeline,
  userHeader,
} from './__testUtils__/startTimeline';

describe('who may do what', () => {
  it('asks everybody but probes for credentials', async () => {
    const { get, publish, server } = await startTimeline();
    const answers = await Promise.all([
      get('/health'),
      get('/events'),
      get('/openapi.json'),
      request(server).post('/api/timeline/events').send({}),
      publish({ events: [] }, mockCredentials.none.header()),
    ]);
    expect(answers.map(answer => answer.status)).toEqual([
      200, 401, 401, 401, 401,
    ]);
  });

  it('lets no user publish, whatever the policy says', async () => {
    const { publish, list } = await startTimeline();
    await publish({ events: [testEvent('a', 0)] }, userHeader).expect(403);
    const onBehalf = mockCredentials.service.header({
      onBehalfOf: mockCredentials.user(),
      targetPluginId: 'timeline',
    });
    await publish({ events: [testEvent('a', 0)] }, onBehalf).expect(403);
    const { body } = await list('').expect(200);
    expect(body.events).toEqual([]);
  });

  it('refuses a reader whom the policy refuses', async () => {
    const { list } = await startTimeline({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const query of ['', `?entityRef=${gateway}`]) {
      expect((await list(query)).status).toBe(403);
    }
  });

  it('answers 404 for an entity that is not to be seen', async () => {
    const { list } = await startTimeline();
    const { body } = await list('?entityRef=component:default/none').expect(
      404,
    );
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('component:default/none'),
    });
  });

  it('holds external tokens to their restrictions', async () => {
    const token = (name: string) => `${name}-0123456789abcdef`;
    const access = (name: string, accessRestrictions: object[]) => ({
      type: 'static',
      options: { token: token(name), subject: `external:${name}` },
      accessRestrictions,
    });
    const { publish, list } = await startTimeline({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      config: {
        permission: { enabled: true },
        backend: {
          auth: {
            externalAccess: [
              access('lab', [
                { plugin: 'timeline', permission: 'timeline.publish' },
              ]),
              access('reader', [
                { plugin: 'timeline', permission: 'timeline.read' },
              ]),
              access('stranger', [{ plugin: 'catalog' }]),
            ],
          },
        },
      },
    });
    const bearer = (name: string) => `Bearer ${token(name)}`;
    const events = [testEvent('a', 0)];
    await publish({ events }, bearer('lab')).expect(200, { published: 1 });
    await list('', bearer('lab')).expect(403);
    const refused = await publish({ events }, bearer('reader')).expect(403);
    expect(refused.body.error.message).toContain('timeline.publish');
    await publish({ events }, bearer('stranger')).expect(403);
    await publish({ events }, 'Bearer made-up').expect(401);
  });
});

it('writes down who published, and what was refused', async () => {
  const auditor = { success: jest.fn(), fail: jest.fn() };
  const createEvent = jest.fn(async () => auditor);
  const { publish } = await startTimeline({
    features: [mockServices.auditor.mock({ createEvent }).factory],
  });
  await publish({ events: [testEvent('a', 0)] }).expect(200);
  expect(createEvent).toHaveBeenCalledWith(
    expect.objectContaining({
      eventId: 'events-publish',
      severityLevel: 'low',
      meta: { count: 1 },
      request: expect.anything(),
    }),
  );
  expect(auditor.success).toHaveBeenCalledWith({ meta: { published: 1 } });

  await publish({ events: [] }).expect(400);
  expect(auditor.fail).toHaveBeenCalledWith({
    error: expect.objectContaining({ name: 'InputError' }),
  });
});
