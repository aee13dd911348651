import { ConfigReader } from '@backstage/config';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { specPlacesOf, withoutRepetitions } from './specPlaces';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'github.com', token: 'none' }],
      gitea: [{ host: 'git', baseUrl: 'http://git' }],
    },
  }),
);

function entity(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/shop-team' },
      { type: 'partOf', targetRef: 'system:default/shop' },
    ],
  };
}

const locations = (annotations: Record<string, string>) =>
  specPlacesOf(entity(annotations), integrations).map(
    ({ location }) => location,
  );
const specs = (value: string) => ({ 'goreliable.dev/slo-specs': value });
const source = {
  'backstage.io/source-location': 'url:https://github.com/o/shop/tree/main/',
};

describe('the spec files of an entity', () => {
  it('are beside its code', () => {
    expect(
      locations({ ...source, ...specs('slo/slo.yaml, ./b.yaml,') }),
    ).toEqual([
      'https://github.com/o/shop/tree/main/slo/slo.yaml',
      'https://github.com/o/shop/tree/main/b.yaml',
    ]);
  });

  it('are beside its description where its source is a file of the portal', () => {
    expect(
      locations({
        ...specs('slo/slo.yaml'),
        'backstage.io/managed-by-location': 'file:/catalog/shop.yaml',
        'backstage.io/view-url':
          'http://git/o/shop/src/branch/main/catalog-info.yaml',
      }),
    ).toEqual(['http://git/o/shop/src/branch/main/slo/slo.yaml']);
  });

  it.each([
    [
      'http://git/o/shop/src/branch/main/deploy/',
      'http://git/o/shop/src/branch/main/slo/slo.yaml',
    ],
    [
      'https://github.com/o/shop/blob/main/deploy/info.yaml',
      'https://github.com/o/shop/tree/main/slo/slo.yaml',
    ],
    [
      'https://gitlab.com/o/shop/-/blob/main/deploy/info.yaml',
      'https://gitlab.com/o/shop/-/blob/main/slo/slo.yaml',
    ],
  ])('are counted from the root of the branch by a slash: %s', (at, file) => {
    expect(
      locations({
        'backstage.io/source-location': `url:${at}`,
        ...specs('/slo/slo.yaml'),
      }),
    ).toEqual([file]);
  });

  it.each(['', 'url:'])('can have addresses of their own: %s', prefix => {
    const address = 'https://git/specs/slo.yaml';
    expect(locations(specs(`${prefix}${address}`))).toEqual([address]);
  });

  it('belong to it', () => {
    const [place] = specPlacesOf(
      entity({ ...source, ...specs('a.yaml') }),
      integrations,
    );
    expect(place.entity).toEqual({
      entityRef: 'component:default/shop',
      owners: ['group:default/shop-team'],
      system: 'system:default/shop',
    });
  });

  it.each([specs('slo.yaml'), specs('file:/etc/passwd')])(
    'cannot be found without its source: %j',
    annotations => {
      const [place] = specPlacesOf(entity(annotations), integrations);
      expect(place.unusable).toContain('backstage.io/source-location');
    },
  );

  it('are a limited number, and each is read once', () => {
    const many = Array.from({ length: 50 }, (_, index) => `${index}.yaml`);
    expect(locations({ ...source, ...specs(many.join()) })).toHaveLength(20);
    const places = [
      { location: 'b', source: 'lab' },
      { location: 'a' },
      { location: 'b' },
    ];
    expect(withoutRepetitions(places)).toEqual([
      { location: 'a' },
      { location: 'b', source: 'lab' },
    ]);
  });
});
