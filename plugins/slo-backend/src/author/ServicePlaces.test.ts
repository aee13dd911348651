import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { component } from '../__testUtils__/startSloBackend';
import { toMapped } from '../adapters/mappedEntity';
import { SpecFile } from '../specs/types';
import { ServicePlaces } from './ServicePlaces';

const root = 'http://git/goreliable/shop/src/branch/main/';
const central = 'http://git/platform/slos/src/branch/main/shop.yaml';
const shop = component('shop', 'shop-team', {
  'backstage.io/view-url': `${root}catalog-info.yaml`,
  'goreliable.dev/slo-specs': 'slo/first.yaml, slo/second.yaml',
});
const depot = component('depot', 'depot-team');

function file(
  location: string,
  names: string[],
  entity: SpecFile['entity'] = toMapped(shop),
): SpecFile {
  return {
    location,
    ...(entity && { entity }),
    problems: [],
    declared: names.map(name => ({
      service: 'shop',
      name,
      objective: 0.99,
      periodDays: 30,
      sinceMs: 0,
    })),
  };
}

function configured(
  location: string,
  names: string[],
  source?: string,
): SpecFile {
  const { entity: _, ...rest } = file(location, names);
  return { ...rest, ...(source && { source }) };
}

function places(files: SpecFile[]) {
  return new ServicePlaces({
    directory: {
      find: async ([service]) =>
        new Map(
          [shop, depot]
            .filter(({ metadata }) => metadata.name === service)
            .map(entity => [service, toMapped(entity)]),
        ),
    },
    catalog: catalogServiceMock({ entities: [shop, depot] }),
    auth: mockServices.auth(),
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitea: [{ host: 'git', baseUrl: 'http://git', password: 'one' }],
        },
      }),
    ),
    specs: { files: async () => files },
  });
}

const two = [
  file(`${root}slo/first.yaml`, ['availability']),
  file(`${root}slo/second.yaml`, ['latency']),
];

describe('the place of an SLO', () => {
  it.each([
    ['availability', 'slo/first.yaml'],
    ['latency', 'slo/second.yaml'],
    ['something-new', 'slo/first.yaml'],
    [undefined, 'slo/first.yaml'],
  ])('is the file that declares it: %s', async (name, path) => {
    const found = await places(two).find('shop', { name });
    expect(found).toMatchObject({
      entityRef: 'component:default/shop',
      owners: ['group:default/shop-team'],
      fileUrl: `${root}${path}`,
      target: { repoUrl: 'git?owner=goreliable&repo=shop', path },
    });
  });

  it('is the first file while none has been read', async () => {
    const { target } = await places([]).find('shop', { name: 'latency' });
    expect(target?.path).toBe('slo/first.yaml');
  });

  it('is rather a file of its entity than another one', async () => {
    const files = [configured(central, ['latency']), ...two];
    const { target } = await places(files).find('shop', { name: 'latency' });
    expect(target?.path).toBe('slo/second.yaml');
  });

  it('may be a file that the configuration names', async () => {
    const found = await places([
      ...two,
      configured(central, ['freshness']),
    ]).find('shop', { name: 'freshness' });
    expect(found.target).toMatchObject({
      repoUrl: 'git?owner=platform&repo=slos',
      path: 'shop.yaml',
    });
  });

  describe('of several configured ones', () => {
    const of = (name: string) =>
      `http://git/platform/slos/src/branch/main/${name}.yaml`;
    const anywhere = configured(of('any'), ['freshness']);
    const eu = configured(of('eu'), ['freshness'], 'eu');
    const us = configured(of('us'), ['freshness'], 'us');

    it.each<[string | undefined, SpecFile[], string]>([
      ['eu', [eu, us], 'eu.yaml'],
      ['us', [eu, us], 'us.yaml'],
      ['us', [us, eu], 'us.yaml'],
      ['us', [anywhere, eu, us], 'us.yaml'],
      ['asia', [anywhere, eu, us], 'any.yaml'],
      // Neither speaks of it: it is a new one.
      ['asia', [eu, us], 'slo/first.yaml'],
      [undefined, [eu, us], 'eu.yaml'],
    ])('is that of the source: %s', async (source, files, path) => {
      const { target } = await places([...two, ...files]).find('shop', {
        name: 'freshness',
        source,
      });
      expect(target?.path).toBe(path);
    });
  });

  it('is nothing to propose to where somebody else has declared it', async () => {
    const theirs = file(central, ['freshness'], toMapped(depot));
    const found = await places([theirs]).find('shop', { name: 'freshness' });
    expect(found).toMatchObject({
      fileUrl: central,
      obstacle: { kind: 'elsewhere', fileUrl: central },
    });
    expect(found.target).toBeUndefined();
  });

  it('says what is not known', async () => {
    await expect(places(two).find('depot')).resolves.toMatchObject({
      owners: ['group:default/depot-team'],
      obstacle: { kind: 'no-repository' },
    });
    await expect(places(two).find('unknown')).resolves.toEqual({
      owners: [],
      obstacle: { kind: 'no-entity' },
    });
  });
});
