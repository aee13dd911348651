import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { isUnderWay, taskState, toTaskRow } from './taskRow';

const template = {
  entityRef: 'template:default/go-service',
  entity: { metadata: { name: 'go-service', title: 'Go service' } },
};

function task(
  parameters: Record<string, unknown>,
  templateInfo: object | undefined = template,
): ScaffolderTask {
  return {
    id: '4f1c',
    status: 'completed',
    createdAt: '2026-11-28T17:00:00.000Z',
    spec: {
      parameters,
      templateInfo,
      user: { ref: 'user:default/omar' },
    } as unknown as ScaffolderTask['spec'],
  };
}

it('shows what was made, from what, and by whom', () => {
  expect(toTaskRow(task({ name: 'basket-service', port: 8080 }))).toEqual({
    id: '4f1c',
    subject: 'basket-service',
    template: 'template:default/go-service',
    templateTitle: 'Go service',
    person: 'user:default/omar',
    status: 'completed',
    createdAt: '2026-11-28T17:00:00.000Z',
  });
});

it.each([
  ['the usual name', { title: 'Basket', name: 'basket' }, template, 'basket'],
  ['another name', { name: 7, component_id: 'basket' }, template, 'basket'],
  ['its template', { name: '' }, template, 'Go service'],
  [
    'its template without a title',
    {},
    { ...template, entity: { metadata: { name: 'go-service' } } },
    'go-service',
  ],
  ['its id', {}, {}, '4f1c'],
])('calls a task by %s', (_, parameters, templateInfo, expected) => {
  expect(toTaskRow(task(parameters, templateInfo)).subject).toBe(expected);
});

it.each([
  ['completed', 'ok', 'Completed'],
  ['failed', 'critical', 'Failed'],
  ['processing', 'progressing', 'Running'],
  ['open', 'no-traffic', 'Waiting'],
  ['cancelled', 'suspended', 'Cancelled'],
  ['exploded', 'no-data', 'exploded'],
])('%s looks %s and is called %s', (status, state, label) => {
  expect(taskState(status)).toEqual({ state, label });
});

it('knows what may still change', () => {
  const underWay = (['open', 'processing', 'failed', 'completed'] as const).map(
    status => isUnderWay({ ...toTaskRow(task({})), status }),
  );
  expect(underWay).toEqual([true, true, false, false]);
});
