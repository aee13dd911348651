import { specFileOf } from './specFile';

const root = 'http://localhost:7020/goreliable/shop/src/branch/main/';
const viewUrl = { 'backstage.io/view-url': `${root}catalog-info.yaml` };

describe('the file that SLOs are proposed to', () => {
  it('is in the repository of the entity, in the usual place', () => {
    expect(specFileOf(viewUrl)).toEqual({
      repoUrl: 'localhost:7020?owner=goreliable&repo=shop',
      path: 'slo/slo.yaml',
      url: `${root}slo/slo.yaml`,
    });
  });

  it.each([
    ['slo/other.yaml', 'slo/other.yaml'],
    ['./slo/other.yml, more.yaml', 'slo/other.yml'],
    ['objectives', 'objectives/slo.yaml'],
    ['/slo/root.yaml', 'slo/root.yaml'],
    ['slo/*.yaml', 'slo/slo.yaml'],
    [`url:${root}deploy/slo.yaml`, 'deploy/slo.yaml'],
  ])('is where the annotation says: %s', (stated, path) => {
    expect(
      specFileOf({ ...viewUrl, 'goreliable.dev/slo-specs': stated })?.path,
    ).toBe(path);
  });

  it('is beside the entity of a folder', () => {
    expect(
      specFileOf({
        'backstage.io/source-location': `url:${root}services/shop/`,
        'goreliable.dev/slo-specs': '../slo.yaml',
      })?.path,
    ).toBe('services/slo.yaml');
  });

  it.each([
    [{}],
    [{ 'backstage.io/source-location': 'file:/srv/catalog-info.yaml' }],
    [{ 'backstage.io/view-url': 'https://example.org/shop' }],
    [{ ...viewUrl, 'goreliable.dev/slo-specs': '../../slo.yaml' }],
    [
      {
        ...viewUrl,
        'goreliable.dev/slo-specs':
          'http://localhost:7020/else/where/src/branch/main/slo.yaml',
      },
    ],
  ])('is not known from %j', annotations => {
    expect(specFileOf(annotations as Record<string, string>)).toBeUndefined();
  });
});
