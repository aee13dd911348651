import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { RegisterCollatorParameters } from '@backstage/plugin-search-backend-node';
import { Slo, sloReadPermission } from '@goreliable/plugin-slo-common';
import { FakePrometheus } from '../__testUtils__/fakePrometheus';
import { component, startSloBackend } from '../__testUtils__/startSloBackend';
import { sloSearchModule } from './searchModule';
import { toDocument } from './toDocument';

jest.setTimeout(60_000);

const slo: Slo = {
  id: 'lab~shop~availability',
  source: 'lab',
  service: 'shop',
  name: 'availability',
  objective: 0.999,
  periodDays: 30,
  windows: [],
  state: 'ok',
  reason: { code: 'within-objective' },
  entityRef: 'component:default/shop',
  owners: ['group:default/shop-team'],
};

describe('an SLO in the search', () => {
  it('is found by what people call it, by those who may see it', () => {
    const document = toDocument(slo);
    expect(document).toMatchObject({
      title: 'shop availability 99.9\u00a0%',
      location: '/slo/lab~shop~availability',
      kind: 'SLO',
      state: 'ok',
      owner: 'shop-team',
      authorization: { resourceRef: slo.id },
    });
    for (const words of [
      'of full outage',
      'Within its objective when this was indexed',
      'From lab',
      'Owned by shop-team',
    ]) {
      expect(document.text).toContain(words);
    }
  });

  it('has no objective where none is known', () => {
    const { objective: _, ...without } = slo;
    const { title, text } = toDocument({ ...without, owners: [] });
    expect(title).toBe('shop availability');
    expect(text).toContain('Its objective is not known');
    expect(text).not.toContain('Owned');
  });

  it('is collected from the plugin, with its permission', async () => {
    const prometheus = await FakePrometheus.start();
    prometheus.slos = [
      { service: 'shop', name: 'a', objective: 0.99, ratios: { '5m': 0 } },
      { service: 'shop', name: 'b', objective: 0.9, ratios: { '5m': 0 } },
    ];
    const slos = await startSloBackend({
      slo: { prometheus: [{ name: 'lab', url: prometheus.url }] },
      entities: [component('shop', 'shop-team')],
    });
    await slos.refresh();
    const { port } = slos.server.address() as { port: number };
    const collators: RegisterCollatorParameters[] = [];
    const search = await startTestBackend({
      features: [
        sloSearchModule,
        mockServices.discovery.mock({
          getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
        }).factory,
      ],
      extensionPoints: [
        [
          searchIndexRegistryExtensionPoint,
          {
            addCollator: (options: RegisterCollatorParameters) =>
              collators.push(options),
          } as never,
        ],
      ],
    });
    const [{ factory }] = collators;
    expect(factory).toMatchObject({
      type: 'slo',
      visibilityPermission: sloReadPermission,
    });
    const documents: object[] = [];
    for await (const document of await factory.getCollator()) {
      documents.push(document);
    }
    expect(documents).toMatchObject([
      { location: '/slo/lab~shop~a', owner: 'shop-team' },
      { location: '/slo/lab~shop~b', owner: 'shop-team' },
    ]);
    await search.stop();
    await slos.stop();
    await prometheus.stop();
  });
});
