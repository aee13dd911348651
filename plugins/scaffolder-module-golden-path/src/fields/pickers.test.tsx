import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectNoAxeViolations,
  renderField,
} from '../__testUtils__/renderField';
import { ServiceOwner } from './serviceOwner/ServiceOwner';
import { ServiceSystem } from './serviceSystem/ServiceSystem';

const group = (name: string, type: string, displayName?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type, children: [], profile: displayName ? { displayName } : {} },
});

const system = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default', description: `All of ${name}` },
  spec: { owner },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

const catalog = catalogApiMock({
  entities: [
    group('edge-team', 'team', 'Edge team'),
    group('sre-team', 'team'),
    group('ml-team', 'team'),
    group('goreliable', 'organization'),
    system('ordering', 'group:default/ordering-team'),
    system('edge', 'group:default/edge-team'),
    system('llm', 'group:default/ml-team'),
  ],
});

function apis(ownershipEntityRefs: string[], catalogApi: object = catalog) {
  return [
    [
      identityApiRef,
      {
        getBackstageIdentity: async () => ({
          type: 'user',
          userEntityRef: 'user:default/edith',
          ownershipEntityRefs,
        }),
      },
    ],
    [catalogApiRef, catalogApi],
  ] as const;
}

const edith = apis([
  'user:default/edith',
  'group:default/goreliable',
  'group:default/edge-team',
  'group:default/sre-team',
]);

const choices = () =>
  within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map(option => option.textContent);

describe('ServiceOwner', () => {
  const schema = { title: 'Owner', description: 'Who answers for it.' };

  it("begins with the person's first team", async () => {
    const { onChange, container } = await renderField(ServiceOwner, {
      apis: edith,
      schema,
    });
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: /Owner/ })).toHaveValue(
        'Edge team',
      ),
    );
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(onChange).toHaveBeenCalledWith('group:default/edge-team');
    expect(screen.getByRole('combobox')).toHaveAccessibleDescription(
      /Who answers for it/,
    );
    await expectNoAxeViolations(container);
  });

  it('offers all own teams and nothing else', async () => {
    const { onChange } = await renderField(ServiceOwner, {
      apis: edith,
      schema,
      formData: 'group:default/sre-team',
    });
    const input = await screen.findByDisplayValue('sre-team');
    await userEvent.click(input);
    expect(choices()).toEqual(['Edge team', 'sre-team']);
    await userEvent.click(screen.getByRole('option', { name: 'Edge team' }));
    expect(onChange).toHaveBeenCalledWith('group:default/edge-team');
  });

  it("replaces a team that is not the person's own", async () => {
    const { onChange } = await renderField(ServiceOwner, {
      apis: edith,
      schema,
      formData: 'group:default/ml-team',
    });
    await waitFor(() =>
      expect(onChange).toHaveBeenCalledWith('group:default/edge-team'),
    );
  });

  it('says what to do to somebody without a team', async () => {
    const { onChange } = await renderField(ServiceOwner, {
      apis: apis(['user:default/victor', 'group:default/goreliable']),
      schema,
    });
    expect(
      await screen.findByText('You belong to no team'),
    ).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('can be tried again when the catalog does not answer', async () => {
    const getEntitiesByRefs = jest
      .fn()
      .mockRejectedValueOnce(new Error('down'))
      .mockImplementation(request => catalog.getEntitiesByRefs(request));
    await renderField(ServiceOwner, {
      apis: apis(['group:default/edge-team'], { getEntitiesByRefs }),
      schema,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));
    expect(await screen.findByDisplayValue('Edge team')).toBeInTheDocument();
  });
});

describe('ServiceSystem', () => {
  const schema = { title: 'System' };

  it("offers systems, the owning team's first", async () => {
    const { onChange, container } = await renderField(ServiceSystem, {
      apis: edith,
      schema,
      answers: { owner: 'group:default/edge-team' },
    });
    await userEvent.click(screen.getByRole('combobox', { name: /System/ }));
    await screen.findByRole('option', { name: /edge/ });
    expect(choices()).toEqual([
      'edgeAll of edge',
      'llmAll of llm',
      'orderingAll of ordering',
    ]);
    expect(screen.getByText('Of the owning team')).toBeInTheDocument();
    await expectNoAxeViolations(container);
    await userEvent.click(screen.getByRole('option', { name: /ordering/ }));
    expect(onChange).toHaveBeenCalledWith('system:default/ordering');
  });

  it('finds a system by typing, by keyboard alone', async () => {
    const { onChange } = await renderField(ServiceSystem, {
      apis: edith,
      schema,
    });
    await userEvent.tab();
    await screen.findAllByRole('option');
    await userEvent.keyboard('llm{Enter}');
    expect(onChange).toHaveBeenCalledWith('system:default/llm');
  });

  it('says when there is none', async () => {
    await renderField(ServiceSystem, {
      apis: apis([], catalogApiMock({ entities: [] })),
      schema,
    });
    expect(
      await screen.findByText('The catalog has no system'),
    ).toBeInTheDocument();
  });
});
