import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { component } from '../__testUtils__/startSloBackend';
import { sourceAddressOf } from '../specs/specPlaces';
import { proposalPlaceOf, specFilesOf } from './specFile';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { host: 'localhost:7020', baseUrl: 'http://localhost:7020' },
        { host: 'git.example.org', baseUrl: 'https://git.example.org/gitea' },
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
      'github.com',
      'https://github.com/o/shop/tree/main/slo/slo.yaml',
    ],
    [
      'url:https://gitlab.com/o/shop/-/tree/main/',
      'gitlab.com',
      'https://gitlab.com/o/shop/-/tree/main/slo/slo.yaml',
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
      path: 'slo.yaml',
    });
  });
});
