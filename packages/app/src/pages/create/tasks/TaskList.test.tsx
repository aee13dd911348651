import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../../__testUtils__/renderPage';
import { TaskList } from './TaskList';

function task(
  id: string,
  name: string,
  status: ScaffolderTask['status'],
  person: string,
): ScaffolderTask {
  return {
    id,
    status,
    createdAt: `2026-11-28T17:00:0${id}.000Z`,
    spec: {
      parameters: { name },
      templateInfo: {
        entityRef: 'template:default/go-service',
        entity: { metadata: { name: 'go-service', title: 'Go service' } },
      },
      user: { ref: `user:default/${person}` },
    } as unknown as ScaffolderTask['spec'],
  };
}

const both = [
  task('2', 'basket-service', 'failed', 'omar'),
  task('1', 'cart-service', 'completed', 'edith'),
];

function setUp(
  answer: (request: any) => { tasks: ScaffolderTask[]; totalTasks: number },
  at?: string,
) {
  const listTasks = jest.fn(async (request: any) => answer(request));
  const user = renderPage(<TaskList />, {
    at,
    apis: [[scaffolderApiRef, { listTasks }]],
  });
  return { user, listTasks };
}

const all = () => ({ tasks: both, totalTasks: 2 });

it('lists what was made, the newest first, each with its way in', async () => {
  const { listTasks } = setUp(all);
  const link = await screen.findByRole('link', { name: 'basket-service' });
  expect(link).toHaveAttribute('href', '/create/tasks/2');
  const [, first, second] = screen.getAllByRole('row');
  expect(within(first).getByText('Failed')).toBeInTheDocument();
  expect(within(second).getByText('Completed')).toBeInTheDocument();
  expect(
    within(second).getByRole('link', { name: 'Go service' }),
  ).toHaveAttribute('href', '/catalog/default/template/go-service');
  expect(within(first).getByText(/28 Nov|ago|in /)).toHaveAttribute(
    'title',
    expect.stringContaining('2026-11-28 17:00:02 UTC'),
  );
  expect(listTasks.mock.calls[0][0]).toMatchObject({
    filterByOwnership: 'owned',
  });
});

it('asks for those of all when the address does', async () => {
  const { user, listTasks } = setUp(all);
  await screen.findByRole('link', { name: 'basket-service' });
  await user.click(screen.getByRole('link', { name: 'All' }));
  expect(address()).toBe('/?scope=all');
  await waitFor(() =>
    expect(listTasks.mock.lastCall![0]).toMatchObject({
      filterByOwnership: 'all',
    }),
  );
  expect(
    await screen.findByRole('link', { name: 'edith' }),
  ).toBeInTheDocument();
});

it('is narrowed by status in the address', async () => {
  setUp(all, '/?tasks.status=failed');
  await screen.findByRole('link', { name: 'basket-service' });
  expect(screen.queryByRole('link', { name: 'cart-service' })).toBeNull();
});

it('shows older ones when they are asked for', async () => {
  const { user, listTasks } = setUp(({ offset }) => ({
    tasks: [both[offset]],
    totalTasks: 2,
  }));
  expect(
    await screen.findByText('The 1 newest of 2 are listed.'),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show older ones' }));
  expect(
    await screen.findByRole('link', { name: 'cart-service' }),
  ).toBeInTheDocument();
  expect(screen.queryByText(/are listed/)).toBeNull();
  expect(listTasks.mock.lastCall![0]).toMatchObject({ offset: 1 });
});

it('teaches what a task is when there is none', async () => {
  setUp(() => ({ tasks: [], totalTasks: 0 }));
  expect(
    await screen.findByText('You have started no tasks yet'),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'Choose a golden path' }),
  ).toHaveAttribute('href', '/create');
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const { user } = setUp(() => {
    if (isDown) {
      throw new Error('the portal is restarting');
    }
    return all();
  });
  expect(
    await screen.findByText('The tasks could not be listed'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(
    await screen.findByRole('link', { name: 'basket-service' }),
  ).toBeInTheDocument();
});
