import { Entity } from '@backstage/catalog-model';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { sloPlugin } from './plugin';

const entity = (kind: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'a' },
});

describe.each([
  ['entity-card:slo', EntityCardBlueprint.dataRefs.filterFunction],
  ['entity-content:slo', EntityContentBlueprint.dataRefs.filterFunction],
] as const)('%s', (id, filterFunction) => {
  it.each([
    ['Component', true],
    ['System', true],
    ['Group', true],
    ['User', false],
    ['API', false],
  ])('is on a %s: %p', (kind, isThere) => {
    const filter = createExtensionTester(sloPlugin.getExtension(id)).get(
      filterFunction,
    );
    expect(filter!(entity(kind))).toBe(isThere);
  });
});
