import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { component } from '../__testUtils__/startSloBackend';
import { sourceAddressOf } from '../specs/specPlaces';
import { proposalPlaceOf } from './proposalPlace';
import { specFilesOf } from './specFile';

const gitea = { username: 'portal', password: 'one' };
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { ...gitea, host: 'localhost:7020', baseUrl: 'http://localhost:7020' },
        {
          ...gitea,
          host: 'git.example.org',
          baseUrl: 'https://git.example.org/gitea',
        },
        { host: 'read.example.org', baseUrl: 'https://read.example.org' },
      ],
      github: [
        { host: 'github.com', token: 'one' },
        {
          host: 'ghe.example.org',
          apiBaseUrl: 'https://ghe.example.org/api/v3',
          apps: [
            {
              appId: 1,
              clientId: 'client',
              clientSecret: 'secret',
              privateKey: 'key',
            },
          ],
        },
        {
          host: 'other.example.org',
          apiBaseUrl: 'https://other.example.org/api/v3',
        },
      ],
      gitlab: [
        {
          host: 'lab.example.org',
          apiBaseUrl: 'https://lab.example.org/gitlab/api/v4',
          baseUrl: 'https://lab.example.org/gitlab',
          token: 'one',
        },
      ],
    },
  }),
);
const root = 'http://localhost:7020/goreliable/shop/src/branch/main/';
const viewUrl = { 'backstage.io/view-url': `${root}catalog-info.yaml` };
const entityRef = 'component:default/shop';

function placeOf(annotations: Record<string, string>) {
  const entity = component('shop', 'shop-team', annotations);
  const [file] = specFilesOf(entity, integrations);
  return file === undefined
    ? undefined
    : {
        file,
        ...proposalPlaceOf(
          file,
          sourceAddressOf(entity),
          entityRef,
          integrations,
        ),
      };
}

describe('the file that SLOs are proposed to', () => {
  it('is in the repository of the entity, in the usual place', () => {
    expect(placeOf(viewUrl)).toEqual({
      file: `${root}slo/slo.yaml`,
      target: {
        entityRef,
        repoUrl: 'localhost:7020?owner=goreliable&repo=shop',
        branch: 'main',
        path: 'slo/slo.yaml',
      },
    });
  });

  it.each([
    ['slo/other.yaml', 'slo/other.yaml'],
    ['./slo/other.yml, more.yaml', 'slo/other.yml'],
    ['objectives', 'objectives/slo.yaml'],
    ['objectives/', 'objectives/slo.yaml'],
    ['/slo/root.yaml', 'slo/root.yaml'],
    ['slo/*.yaml', 'slo/slo.yaml'],
    ['slo/{a,b}.yaml', 'slo/slo.yaml'],
    [`url:${root}deploy/slo.yaml`, 'deploy/slo.yaml'],
  ])('is where the annotation says: %s', (stated, path) => {
    expect(
      placeOf({ ...viewUrl, 'goreliable.dev/slo-specs': stated })?.target?.path,
    ).toBe(path);
  });

  it('is beside the entity of a folder', () => {
    expect(
      placeOf({
        'backstage.io/source-location': `url:${root}services/shop/`,
        'goreliable.dev/slo-specs': '../slo.yaml',
      })?.target?.path,
    ).toBe('services/slo.yaml');
  });

  it('may be in a Gitea below an address', () => {
    expect(
      placeOf({
        'backstage.io/source-location':
          'url:https://git.example.org/gitea/o/shop/src/branch/main/',
      })?.target,
    ).toMatchObject({
      repoUrl: 'git.example.org?owner=o&repo=shop',
      path: 'slo/slo.yaml',
    });
  });

  it.each<Record<string, string>>([
    {},
    { 'backstage.io/source-location': 'file:/srv/info.yaml' },
  ])('is not known from %j', annotations => {
    expect(placeOf(annotations)).toBeUndefined();
  });

  it.each([
    [
      'url:https://github.com/o/shop/tree/main/',
      'github.com?owner=o&repo=shop',
      'slo/slo.yaml',
    ],
    [
      'url:https://github.com/o/shop/blob/HEAD/services/a%20b/catalog-info.yaml',
      'github.com?owner=o&repo=shop',
      'services/a b/slo/slo.yaml',
    ],
    [
      'url:https://ghe.example.org/o/shop/tree/main/',
      'ghe.example.org?owner=o&repo=shop',
      'slo/slo.yaml',
    ],
    [
      'url:https://lab.example.org/gitlab/o/group/shop/-/tree/main/',
      'lab.example.org?owner=o%2Fgroup&repo=shop',
      'slo/slo.yaml',
    ],
    [
      'url:https://lab.example.org/gitlab/o/shop/blob/main/deploy/catalog-info.yaml',
      'lab.example.org?owner=o&repo=shop',
      'deploy/slo/slo.yaml',
    ],
  ])('is in the repository at its host: %s', (source, repoUrl, path) => {
    expect(placeOf({ 'backstage.io/source-location': source })).toMatchObject({
      target: { repoUrl, path },
    });
  });

  it.each([
    [
      'url:https://bitbucket.org/o/shop/src/main/',
      'bitbucket.org',
      'https://bitbucket.org/o/shop/src/main/slo/slo.yaml',
    ],
    [
      'url:https://unknown.example.org/o/shop/src/branch/main/',
      'unknown.example.org',
      'https://unknown.example.org/o/shop/src/branch/main/slo/slo.yaml',
    ],
  ])('is known, and nothing proposed, at %s', (source, host, fileUrl) => {
    expect(placeOf({ 'backstage.io/source-location': source })).toEqual({
      file: fileUrl,
      obstacle: { kind: 'other-host', host, fileUrl },
    });
  });

  it.each([
    ['https://read.example.org/o/shop/src/branch/main/', 'gitea'],
    ['https://other.example.org/o/shop/tree/main/', 'github'],
    // Of all portals, and without a token.
    ['https://gitlab.com/o/shop/-/tree/main/', 'gitlab'],
  ])(
    'is known, and nothing proposed without credentials, at %s',
    (url, type) => {
      expect(placeOf({ 'backstage.io/source-location': `url:${url}` })).toEqual(
        {
          file: `${url}slo/slo.yaml`,
          obstacle: {
            kind: 'no-credentials',
            host: new URL(url).host,
            fileUrl: `${url}slo/slo.yaml`,
            integration: `integrations.${type}`,
          },
        },
      );
    },
  );

  it.each([
    [
      'https://github.com/o/shop/tree/main/',
      'https://github.com/o/other/blob/main/slo.yaml',
    ],
    [
      'https://github.com/o/shop/tree/main/',
      'https://ghe.example.org/o/shop/blob/main/slo.yaml',
    ],
    ['https://github.com/o/shop/tree/main/', '../../slo.yaml'],
    [
      'https://github.com/o/shop/tree/main/',
      'https://github.com/o/shop/commit/1a2b/slo.yaml',
    ],
    [
      'https://lab.example.org/gitlab/o/shop/-/tree/main/',
      'https://lab.example.org/gitlab/o/g/shop/-/blob/main/slo.yaml',
    ],
    [
      'https://lab.example.org/gitlab/o/shop/-/tree/main/',
      'https://lab.example.org/else/o/shop/-/blob/main/slo.yaml',
    ],
  ])('is not proposed to from %s at %s', (source, stated) => {
    expect(
      placeOf({
        'backstage.io/source-location': `url:${source}`,
        'goreliable.dev/slo-specs': stated,
      }),
    ).toMatchObject({ obstacle: { kind: 'elsewhere' } });
  });

  it('is in the same repository, however it is spelled', () => {
    expect(
      placeOf({
        'backstage.io/source-location':
          'url:https://github.com/O/Shop/tree/main/',
        'goreliable.dev/slo-specs':
          'https://github.com/o/shop/blob/main/slo.yaml',
      })?.target?.path,
    ).toBe('slo.yaml');
  });

  it.each([
    '../../slo.yaml',
    'http://localhost:7020/else/where/src/branch/main/slo.yaml',
    'http://localhost:7020/goreliable/shop/src/tag/v1/slo.yaml',
  ])('is not proposed to outside of the repository: %s', stated => {
    expect(
      placeOf({ ...viewUrl, 'goreliable.dev/slo-specs': stated }),
    ).toMatchObject({ obstacle: { kind: 'elsewhere' } });
  });

  it('may be in another repository if the configuration says so', () => {
    const file = 'http://localhost:7020/else/where/src/branch/main/slo.yaml';
    expect(
      proposalPlaceOf(file, undefined, entityRef, integrations).target,
    ).toEqual({
      entityRef,
      repoUrl: 'localhost:7020?owner=else&repo=where',
      branch: 'main',
      path: 'slo.yaml',
    });
  });
});
