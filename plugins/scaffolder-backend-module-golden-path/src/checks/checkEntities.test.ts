import { createMockDirectory } from '@backstage/backend-test-utils';
import { entityProblems } from './checkEntities';

const service = createMockDirectory();

async function problemsOf(...entities: string[]) {
  service.setContent({
    'catalog-info.yaml': entities.join('---'),
    api: { 'openapi.yaml': 'openapi: 3.1.0' },
  });
  return entityProblems(service.path);
}

const api = (name: string, spec = 'definition: "{}"') => `
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: ${name} }
spec:
  type: asyncapi
  lifecycle: production
  owner: group:default/a
  ${spec}
`;

describe('entityProblems', () => {
  it('has nothing against what the catalog takes', async () => {
    await expect(
      problemsOf(
        api('orders.created'),
        api('b', 'definition: { $text: ./api/openapi.yaml }'),
      ),
    ).resolves.toEqual([]);
  });

  it.each([
    ['a name that is too long', api('a'.repeat(64)), /"metadata.name"/],
    ['a name that ends wrongly', api('orders.created_'), /"metadata.name"/],
    ['what lacks a field', api('a', ''), /definition/],
    [
      'what includes a file that is not there',
      api('a', 'definition: { $text: ./api/asyncapi.yaml }'),
      /no such file/,
    ],
    [
      'a kind that is not made',
      api('a').replace('API', 'User'),
      /registers no User/,
    ],
  ])('finds %s', async (_, text, problem) => {
    expect(await problemsOf(api('good'), text)).toEqual([
      expect.stringMatching(problem),
    ]);
  });
});
