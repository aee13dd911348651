import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '../__testUtils__/startSloBackend';
import { CatalogEntityDirectory } from './CatalogEntityDirectory';

const annotation = 'goreliable.dev/slo-service';

function setUp(entities: Entity[]) {
  const clock = { ms: 0 };
  const catalog = catalogServiceMock({ entities });
  const getEntities = jest.spyOn(catalog, 'getEntities');
  const directory = new CatalogEntityDirectory({
    catalog,
    auth: mockServices.auth(),
    now: () => clock.ms,
  });
  return { directory, getEntities, clock };
}

const inNamespace = (namespace: string, entity: Entity): Entity => ({
  ...entity,
  metadata: { ...entity.metadata, namespace },
});

async function refsOf(directory: CatalogEntityDirectory, services: string[]) {
  const found = await directory.find(services);
  return Object.fromEntries(
    [...found].map(([service, { entityRef }]) => [service, entityRef]),
  );
}

describe('CatalogEntityDirectory', () => {
  it('finds by annotation, else by name', async () => {
    const { directory } = setUp([
      component('gateway', 'edge-team'),
      component('shop', 'shop-team', { [annotation]: 'cart, checkout' }),
    ]);
    expect(
      await refsOf(directory, ['gateway', 'checkout', 'cart', 'nobody']),
    ).toEqual({
      gateway: 'component:default/gateway',
      checkout: 'component:default/shop',
      cart: 'component:default/shop',
    });
  });

  it('knows owners and system', async () => {
    const { directory } = setUp([component('gateway', 'edge-team')]);
    expect((await directory.find(['gateway'])).get('gateway')).toEqual({
      entityRef: 'component:default/gateway',
      owners: ['group:default/edge-team'],
      system: 'system:default/shop',
    });
  });

  it('does not take a component by its name that says it is another service', async () => {
    const { directory } = setUp([
      component('gateway', 'edge-team', { [annotation]: 'edge' }),
    ]);
    expect(await refsOf(directory, ['gateway', 'edge'])).toEqual({
      edge: 'component:default/gateway',
    });
  });

  it('prefers the default namespace where several claim a service', async () => {
    const claim = { [annotation]: 'cart' };
    const { directory } = setUp([
      inNamespace('another', component('a', 't', claim)),
      component('z', 't', claim),
    ]);
    expect(await refsOf(directory, ['cart'])).toEqual({
      cart: 'component:default/z',
    });
  });

  it('asks in batches, and again only after a while or for somebody new', async () => {
    const { directory, getEntities, clock } = setUp([]);
    const services = Array.from({ length: 400 }, (_, index) => `s${index}`);
    await directory.find(services);
    // One for the annotation, three for the names.
    expect(getEntities).toHaveBeenCalledTimes(4);
    await directory.find(services.slice(0, 10));
    expect(getEntities).toHaveBeenCalledTimes(4);
    await directory.find([...services, 'new']);
    expect(getEntities).toHaveBeenCalledTimes(8);
    clock.ms += 60_000;
    await directory.find(services);
    expect(getEntities).toHaveBeenCalledTimes(12);
  });

  it('does not take a silent catalog for an empty one', async () => {
    const { directory, getEntities } = setUp([component('gateway', 't')]);
    getEntities.mockRejectedValueOnce(new Error('starting'));
    await expect(directory.find(['gateway'])).rejects.toThrow('starting');
    expect(await refsOf(directory, ['gateway'])).toEqual({
      gateway: 'component:default/gateway',
    });
  });
});
