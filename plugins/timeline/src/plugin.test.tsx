import { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import timelinePlugin, { timelineApiRef } from './index';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'Gateway', title: 'The gateway' },
};

const tab = () =>
  createExtensionTester(timelinePlugin.getExtension('entity-content:timeline'));

it('is a tab of an entity, on that entity', async () => {
  const listEvents = jest.fn(async () => ({ events: [] }));
  renderInTestApp(
    <EntityProvider entity={entity}>{tab().reactElement()}</EntityProvider>,
    { apis: [[timelineApiRef, { listEvents }]] },
  );
  expect(
    await screen.findByText('Nothing happened to The gateway in this time'),
  ).toBeInTheDocument();
  expect(listEvents).toHaveBeenCalledWith(
    expect.objectContaining({ entityRefs: ['component:default/gateway'] }),
    expect.anything(),
  );
});

it('stands where things happen, and nowhere else', () => {
  const shows = tab().get(EntityContentBlueprint.dataRefs.filterFunction)!;
  const ofKind = (kind: string) => shows({ ...entity, kind });
  expect(['Component', 'System', 'Group', 'API'].every(ofKind)).toBe(true);
  expect(['User', 'Location', 'Template'].some(ofKind)).toBe(false);
});
