import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { readGoldenPathConfig } from '../config';
import { runAction } from '../__testUtils__/runAction';
import * as actions from './index';

const config = readGoldenPathConfig(
  new ConfigReader({
    integrations: { gitea: [{ host: 'git.example.org' }] },
  }),
)!;

async function act(
  action: TemplateAction<any, any, any>,
  input: Record<string, unknown>,
  context: Partial<ActionContext<any, any>> = {},
) {
  const { outputs } = await runAction(action, input, {
    task: { id: '1a2b3c4d-5e6f-7890-abcd-ef1234567890' },
    getInitiatorCredentials: async () => mockCredentials.user(),
    ...context,
  });
  return outputs;
}

describe('goreliable:name:check', () => {
  const availability = jest.fn();
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async () => ({
      userEntityRef: 'user:default/mock',
      ownershipEntityRefs: ['user:default/mock', 'group:default/edge-team'],
    }),
  });
  const check = actions.createNameCheckAction({
    names: { availability } as any,
    auth: mockServices.auth(),
    userInfo,
  });
  beforeEach(() => availability.mockReset());

  it('lets a free name of the own team pass', async () => {
    availability.mockResolvedValue({ name: 'shop', available: true });
    await expect(
      act(check, { name: 'shop', owner: 'group:default/edge-team' }),
    ).resolves.toEqual({ name: 'shop' });
    expect(availability).toHaveBeenCalledWith('shop', {
      credentials: mockCredentials.user(),
      taskId: '1a2b3c4d-5e6f-7890-abcd-ef1234567890',
    });
  });

  it('refuses a taken name with its reason', async () => {
    availability.mockResolvedValue({
      name: 'shop',
      available: false,
      message: 'The catalog has a component called shop.',
      href: '/catalog/default/component/shop',
    });
    await expect(act(check, { name: 'shop' })).rejects.toThrow(
      'The catalog has a component called shop. /catalog/default/component/shop',
    );
  });

  it("refuses another team's name as owner", async () => {
    await expect(
      act(check, { name: 'shop', owner: 'group:default/ml-team' }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(availability).not.toHaveBeenCalled();
  });

  it('lets a service that acts for itself choose any owner', async () => {
    availability.mockResolvedValue({ name: 'shop', available: true });
    await expect(
      act(
        check,
        { name: 'shop', owner: 'group:default/ml-team' },
        { getInitiatorCredentials: async () => mockCredentials.service() },
      ),
    ).resolves.toEqual({ name: 'shop' });
  });

  it('asks nobody in a dry run, and still refuses what is malformed', async () => {
    await act(check, { name: 'shop' }, { isDryRun: true });
    expect(availability).not.toHaveBeenCalled();
    await expect(
      act(check, { name: 'Shop!' }, { isDryRun: true }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('goreliable:golden-path:values', () => {
  const values = actions.createValuesAction({ config });
  const parameters = {
    name: 'shop',
    description: 'Sells things.',
    owner: 'group:default/edge-team',
    system: 'system:default/edge',
    objective: 99.9,
    resource: 'order',
    preview: null,
  };

  it('gives values and addresses', async () => {
    const outputs = await act(values, {
      template: 'go-service',
      version: '1.0.0',
      parameters,
    });
    expect(outputs).toEqual({
      values: expect.objectContaining({
        name: 'shop',
        resourcePlural: 'orders',
        repositoryUrl: 'https://git.example.org/goreliable/shop',
      }),
      entityRef: 'component:default/shop',
      repoUrl: 'git.example.org?owner=goreliable&repo=shop',
      repositoryUrl: 'https://git.example.org/goreliable/shop',
      catalogInfoUrl:
        'https://git.example.org/goreliable/shop/src/branch/main/catalog-info.yaml',
      gitopsRepoUrl: 'git.example.org?owner=goreliable&repo=gitops',
      gitopsBranch: 'add-shop-1a2b3c4d',
    });
  });

  it('names each wrong answer', async () => {
    await expect(
      act(values, {
        template: 'go-service',
        version: '1.0.0',
        parameters: { ...parameters, objective: 5, owner: 'me' },
      }),
    ).rejects.toThrow(/owner: must be a team.*objective: /s);
  });
});

describe('goreliable:catalog:register', () => {
  const target =
    'https://git.example.org/goreliable/shop/src/branch/main/catalog-info.yaml';
  const input = { catalogInfoUrl: target, entityRef: 'component:default/shop' };
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop' },
  };
  const location = {
    id: '1',
    type: 'url',
    target,
    entityRef: 'location:default/generated-1',
  };

  it('tries without effect, registers, and waits until it is there', async () => {
    const addLocation = jest
      .fn()
      .mockResolvedValueOnce({ location, entities: [entity], exists: false })
      .mockResolvedValueOnce({ location, entities: [] });
    const getEntityByRef = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(entity);
    const register = actions.createRegisterAction({
      catalog: catalogServiceMock.mock({ addLocation, getEntityByRef }),
    });
    await expect(act(register, input)).resolves.toEqual({
      entityRef: 'component:default/shop',
      visible: true,
    });
    expect(addLocation.mock.calls.map(([request]) => request)).toEqual([
      { type: 'url', target, dryRun: true },
      { type: 'url', target },
    ]);
    expect(getEntityByRef).toHaveBeenCalledTimes(2);
  });

  it('does not mind that an earlier run had registered it', async () => {
    const addLocation = jest
      .fn()
      .mockResolvedValue({ location, entities: [entity], exists: true });
    const register = actions.createRegisterAction({
      catalog: catalogServiceMock.mock({
        addLocation,
        getEntityByRef: async () => entity,
      }),
    });
    await act(register, input);
    expect(addLocation).toHaveBeenCalledTimes(1);
  });

  it('registers nothing that describes something else', async () => {
    const addLocation = jest.fn().mockResolvedValue({
      location,
      entities: [{ ...entity, metadata: { name: 'cart' } }],
    });
    const register = actions.createRegisterAction({
      catalog: catalogServiceMock.mock({ addLocation }),
    });
    await expect(act(register, input)).rejects.toThrow(
      'does not describe component:default/shop, but component:default/cart',
    );
    expect(addLocation).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever, and does not fail for it', async () => {
    const register = actions.createRegisterAction({
      catalog: catalogServiceMock.mock({
        addLocation: async () => ({
          location,
          entities: [entity],
          exists: false,
        }),
        getEntityByRef: async () => undefined,
      }),
      waitMs: 200,
    });
    await expect(act(register, input)).resolves.toMatchObject({
      visible: false,
    });
  });

  it('touches no catalog in a dry run', async () => {
    const catalog = catalogServiceMock.mock();
    const register = actions.createRegisterAction({ catalog });
    await act(register, input, { isDryRun: true });
    expect(catalog.addLocation).not.toHaveBeenCalled();
  });
});

describe('goreliable:timeline:publish', () => {
  const input = {
    entityRef: 'component:default/shop',
    title: 'Created from the golden path go-service',
    href: 'https://git.example.org/goreliable/shop',
    data: { version: '1.0.0' },
  };
  const context = {
    step: { id: 'timeline' },
    user: { ref: 'user:default/omar' },
  };

  it('tells the timeline once per step, with who did it', async () => {
    const publish = jest.fn().mockResolvedValue({ published: 1 });
    const action = actions.createTimelineAction({
      timeline: { publish } as any,
      now: () => new Date('2026-05-04T10:00:00Z'),
    });
    await expect(act(action, input, context)).resolves.toEqual({
      published: true,
    });
    expect(publish.mock.calls[0][0]).toEqual([
      {
        id: 'scaffolder:1a2b3c4d-5e6f-7890-abcd-ef1234567890:timeline',
        at: '2026-05-04T10:00:00.000Z',
        kind: 'scaffold',
        entityRef: 'component:default/shop',
        title: 'Created from the golden path go-service',
        href: 'https://git.example.org/goreliable/shop',
        actor: 'user:default/omar',
        data: {
          taskId: '1a2b3c4d-5e6f-7890-abcd-ef1234567890',
          version: '1.0.0',
        },
      },
    ]);
  });

  it('fails no task', async () => {
    const action = actions.createTimelineAction({
      timeline: {
        publish: async () => {
          throw new ConflictError('no');
        },
      } as any,
    });
    await expect(act(action, input, context)).resolves.toEqual({
      published: false,
    });
  });

  it('tells nothing in a dry run', async () => {
    const publish = jest.fn();
    const action = actions.createTimelineAction({
      timeline: { publish } as any,
    });
    await act(action, input, { ...context, isDryRun: true });
    expect(publish).not.toHaveBeenCalled();
  });
});

it('gives each action examples that its own schema lets pass', () => {
  const nothing = {} as any;
  const all: TemplateAction<any, any, any>[] = [
    actions.createNameCheckAction(nothing),
    actions.createValuesAction({ config }),
    actions.createPublishAction(nothing),
    actions.createPublishServiceAction(nothing),
    actions.createPullRequestAction(nothing),
    actions.createWithdrawPullRequestAction(nothing),
    actions.createDeleteRepositoryAction(nothing),
    actions.createRegisterAction(nothing),
    actions.createTimelineAction(nothing),
  ];
  for (const action of all) {
    expect(action.supportsDryRun).toBe(true);
    expect(action.examples?.length).toBeGreaterThan(0);
    for (const { example } of action.examples ?? []) {
      const [step] = parse(example).steps;
      expect(step.action).toBe(action.id);
      const input = JSON.parse(
        JSON.stringify(step.input).replace('"${{ parameters }}"', '{}'),
      );
      expect(validate(input, action.schema!.input!).errors).toEqual([]);
    }
  }
});
