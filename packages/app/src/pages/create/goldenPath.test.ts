import type { Entity } from '@backstage/catalog-model';
import { findPaths, GoldenPath, toGoldenPath } from './goldenPath';

function template(name: string, metadata: object = {}, spec: object = {}) {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, ...metadata },
    spec,
  } as Entity;
}

it('reads what one gets, from whom, and what will be asked', () => {
  expect(
    toGoldenPath(
      template(
        'go-service',
        {
          title: 'Go service',
          description: 'An HTTP service',
          tags: ['go', 'recommended'],
        },
        {
          type: 'service',
          owner: 'platform-team',
          parameters: [{ title: 'Service' }, { title: 'Database' }, {}],
        },
      ),
    ),
  ).toEqual({
    entityRef: 'template:default/go-service',
    namespace: 'default',
    name: 'go-service',
    title: 'Go service',
    description: 'An HTTP service',
    type: 'service',
    owner: 'group:default/platform-team',
    tags: ['go'],
    asksFor: ['Service', 'Database'],
    isRecommended: true,
  });
});

it.each([
  [{ parameters: { title: 'All at once' } }, ['All at once'], undefined],
  [{ owner: ':edge-team' }, [], undefined],
  [{}, [], undefined],
])('bears a template with %p', (spec, asksFor, owner) => {
  const path = toGoldenPath(template('bare', {}, spec));
  expect(path).toMatchObject({ title: 'bare', asksFor, isRecommended: false });
  expect(path.owner).toBe(owner);
});

const paths = [
  toGoldenPath(template('worker', { description: 'Handles messages' })),
  toGoldenPath(template('gateway', { tags: ['go', 'recommended'] })),
  toGoldenPath(template('service', { tags: ['go'] })),
];
const names = (found: readonly GoldenPath[]) => found.map(({ name }) => name);

it.each([
  ['', ['gateway', 'service', 'worker']],
  ['GO', ['gateway', 'service']],
  ['messages handles', ['worker']],
  ['rust', []],
])('%p finds %p', (query, expected) => {
  expect(names(findPaths(paths, query))).toEqual(expected);
});
