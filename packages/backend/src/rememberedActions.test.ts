import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  type ActionsService,
  actionsRegistryServiceRef,
  actionsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { portalActions, rememberingActions } from './rememberedActions';

const omar = mockCredentials.user('user:default/omar');
const miles = mockCredentials.user('user:default/miles');

function setUp() {
  const clock = { ms: 1_777_888_800_000 };
  const list = jest.fn<
    ReturnType<ActionsService['list']>,
    Parameters<ActionsService['list']>
  >(async () => ({ actions: [] }));
  const invoke = jest.fn(async () => ({ output: 'done' }));
  const remembering = rememberingActions({ list, invoke }, () => clock.ms);
  return { clock, list, invoke, remembering };
}

describe('rememberingActions', () => {
  it('asks for a list once in a while, not each time', async () => {
    const { clock, list, remembering } = setUp();
    const [first, atOnce] = await Promise.all([
      remembering.list({ credentials: omar }),
      remembering.list({ credentials: omar }),
    ]);
    clock.ms += 9_999;
    expect(await remembering.list({ credentials: omar })).toBe(first);
    expect(atOnce).toBe(first);
    expect(list).toHaveBeenCalledTimes(1);
    clock.ms += 1;
    await remembering.list({ credentials: omar });
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('gives nobody another one’s list', async () => {
    const { list, remembering } = setUp();
    await remembering.list({ credentials: omar });
    await remembering.list({ credentials: miles });
    await remembering.list({ credentials: mockCredentials.service('omar') });
    expect(list.mock.calls.map(([{ credentials }]) => credentials)).toEqual([
      omar,
      miles,
      mockCredentials.service('omar'),
    ]);
  });

  it('does not remember a failure', async () => {
    const { list, remembering } = setUp();
    list.mockRejectedValueOnce(new Error('not today'));
    await expect(remembering.list({ credentials: omar })).rejects.toThrow(
      'not today',
    );
    await remembering.list({ credentials: omar });
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('keeps a newer list when an older one fails late', async () => {
    const { clock, list, remembering } = setUp();
    let fail: (error: Error) => void = () => {};
    list.mockReturnValueOnce(
      new Promise((_, reject) => {
        fail = reject;
      }),
    );
    const late = remembering.list({ credentials: omar });
    clock.ms += 10_000;
    await remembering.list({ credentials: omar });
    fail(new Error('too late'));
    await expect(late).rejects.toThrow('too late');
    await remembering.list({ credentials: omar });
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('remembers the last two hundred', async () => {
    const { list, remembering } = setUp();
    const ask = (index: number) =>
      remembering.list({
        credentials: mockCredentials.user(`user:default/p${index}`),
      });
    for (let index = 0; index <= 200; index += 1) {
      await ask(index);
    }
    list.mockClear();
    await ask(200);
    expect(list).not.toHaveBeenCalled();
    await ask(0);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('leaves calls to the service, each of them', async () => {
    const { invoke, remembering } = setUp();
    const call = { id: 'slo:list', credentials: omar };
    await remembering.invoke(call);
    expect(await remembering.invoke(call)).toEqual({ output: 'done' });
    expect(invoke.mock.calls).toEqual([[call], [call]]);
  });
});

it('has the actions of plugins in a backend', async () => {
  let actions: ActionsService | undefined;
  const plugin = createBackendPlugin({
    pluginId: 'tools',
    register(reg) {
      reg.registerInit({
        deps: {
          actions: actionsServiceRef,
          registry: actionsRegistryServiceRef,
          logger: coreServices.logger,
        },
        async init(deps) {
          actions = deps.actions;
          deps.registry.register({
            name: 'count',
            title: 'Count',
            description: 'Counts',
            schema: {
              input: z => z.object({ upTo: z.number() }),
              output: z => z.object({ sum: z.number() }),
            },
            action: async ({ input }) => ({ output: { sum: input.upTo } }),
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      portalActions,
      mockServices.rootConfig.factory({
        data: { backend: { actions: { pluginSources: ['tools'] } } },
      }),
    ],
  });
  try {
    const credentials = mockCredentials.service();
    const { actions: listed } = await actions!.list({ credentials });
    expect(listed.map(({ id }) => id)).toEqual(['tools:count']);
    expect(
      await actions!.invoke({
        id: 'tools:count',
        input: { upTo: 3 },
        credentials,
      }),
    ).toEqual({ output: { sum: 3 } });
  } finally {
    await backend.stop();
  }
});
