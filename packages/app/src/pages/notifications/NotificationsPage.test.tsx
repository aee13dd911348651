import { notificationsApiRef } from '@backstage/plugin-notifications';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../__testUtils__/renderPage';
import { NotificationsPage } from './NotificationsPage';

/** The same for all: of two moments the later one would come first. */
const created = new Date().toISOString();

function notification(id: string, payload: object = {}, more: object = {}) {
  return {
    id,
    user: 'user:default/ada',
    created,
    origin: 'plugin:slo',
    payload: { title: `Title ${id}`, severity: 'normal', ...payload },
    ...more,
  };
}

const burning = notification('burning', {
  severity: 'critical',
  title: 'order-service burns its budget',
  description: '14 times faster than it may',
  link: '/slo/order-service',
  topic: 'availability',
});
const ended = notification('ended', {
  title: 'Your task ended',
  link: 'https://git.example.org/run/7',
});

function setUp(
  options: {
    at?: string;
    answer?: () => object[];
    total?: number;
    fails?: () => boolean;
  } = {},
) {
  const answer = options.answer ?? (() => [burning, ended]);
  const getNotifications = jest.fn(async (_request: any) => {
    const notifications = answer();
    return { notifications, totalCount: options.total ?? notifications.length };
  });
  const updateNotifications = jest.fn(async (_update: object) => {
    if (options.fails?.()) {
      throw new Error('the database is locked');
    }
    return [];
  });
  let listener: ((message: object) => void) | undefined;
  const subscribe = (_: string, onMessage: any) => {
    listener = onMessage;
    return { unsubscribe: () => {} };
  };
  const user = renderPage(<NotificationsPage />, {
    at: options.at,
    apis: [
      [notificationsApiRef, { getNotifications, updateNotifications }],
      [signalApiRef, { subscribe }],
    ],
  });
  return {
    user,
    getNotifications,
    updateNotifications,
    signal: () => act(() => listener!({ action: 'new_notification' })),
  };
}

describe('notifications', () => {
  it('are the unread ones, under their day, with severity, source and link', async () => {
    const { getNotifications } = setUp();
    const today = within(await screen.findByRole('region', { name: 'Today' }));
    const [first, second] = today.getAllByRole('listitem');
    expect(first).toHaveTextContent('Critical');
    expect(first).toHaveTextContent('14 times faster than it may');
    expect(first).toHaveTextContent('slo · availability');
    expect(
      within(first).getByRole('link', { name: /burns its budget/ }),
    ).toHaveAttribute('href', '/slo/order-service');
    expect(within(second).getByRole('link')).toHaveAttribute(
      'target',
      '_blank',
    );
    expect(second).not.toHaveTextContent('Critical');
    expect(getNotifications.mock.calls[0][0]).toMatchObject({ read: false });
  });

  it.each([
    ['Saved', '/?view=saved', { saved: true }],
    ['All', '/?view=all', { search: undefined }],
  ])('are the others under %s', async (name, expected, condition) => {
    const { user, getNotifications } = setUp();
    await user.click(await screen.findByRole('link', { name }));
    expect(address()).toBe(expected);
    await waitFor(() =>
      expect(getNotifications.mock.calls.at(-1)![0]).toMatchObject(condition),
    );
    expect(getNotifications.mock.calls.at(-1)![0]).not.toHaveProperty('read');
  });

  it('can be searched', async () => {
    const { user, getNotifications } = setUp();
    await user.type(await screen.findByRole('searchbox'), 'budget');
    await waitFor(() =>
      expect(getNotifications.mock.calls.at(-1)![0]).toMatchObject({
        search: 'budget',
      }),
    );
    expect(address()).toBe('/?q=budget');
  });

  it('stay, labelled, while asking again fails', async () => {
    let isDown = false;
    const { signal } = setUp({
      answer: () => {
        if (isDown) {
          throw new Error('the database is locked');
        }
        return [burning];
      },
    });
    await screen.findByText('order-service burns its budget');
    isDown = true;
    await signal();
    expect(
      await screen.findByText(/The portal cannot be reached/, undefined, {
        timeout: 20_000,
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('order-service burns its budget'),
    ).toBeInTheDocument();
  }, 40_000);

  it('are marked as read one by one, and unmarked again', async () => {
    const { user, updateNotifications } = setUp();
    await user.click(
      await screen.findByRole('button', {
        name: /Mark Your task ended as read/,
      }),
    );
    expect(updateNotifications).toHaveBeenLastCalledWith({
      ids: ['ended'],
      read: true,
    });
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(updateNotifications).toHaveBeenLastCalledWith({
      ids: ['ended'],
      read: false,
    });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull(),
    );
  });

  it('are marked as read all at once', async () => {
    const { user, updateNotifications } = setUp();
    await screen.findByText(/burns its budget/);
    await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
    expect(updateNotifications).toHaveBeenCalledWith({
      ids: ['burning', 'ended'],
      read: true,
    });
    expect(
      await screen.findByText('2 notifications marked as read.'),
    ).toBeInTheDocument();
  });

  it('are saved', async () => {
    const { user, updateNotifications } = setUp();
    await user.click(
      await screen.findByRole('button', { name: 'Save Your task ended' }),
    );
    expect(updateNotifications).toHaveBeenCalledWith({
      ids: ['ended'],
      saved: true,
    });
  });

  it('count as read once their link was followed', async () => {
    const { user, updateNotifications } = setUp();
    await user.click(await screen.findByRole('link', { name: /burns/ }));
    expect(updateNotifications).toHaveBeenCalledWith({
      ids: ['burning'],
      read: true,
    });
  });

  it('arrive by signal', async () => {
    let list: object[] = [];
    const { signal } = setUp({ answer: () => list });
    expect(
      await screen.findByText('You have read everything'),
    ).toBeInTheDocument();
    list = [burning];
    await signal();
    expect(await screen.findByText(/burns its budget/)).toBeInTheDocument();
  });

  it('go back in time on demand', async () => {
    let page = 0;
    const { user, getNotifications } = setUp({
      total: 51,
      answer: () => [notification(`of page ${(page += 1)}`)],
    });
    await user.click(
      await screen.findByRole('button', { name: 'Show older ones' }),
    );
    expect(getNotifications.mock.calls.at(-1)![0]).toMatchObject({
      offset: 50,
    });
  });

  it('are found by their id, read or not', async () => {
    const { getNotifications } = setUp({ at: '/?id=ended' });
    const item = (await screen.findByText('Your task ended')).closest('li');
    expect(item).toHaveAttribute('data-marked', 'true');
    expect(getNotifications.mock.calls[0][0]).not.toHaveProperty('read');
  });
});

it.each([
  ['/', 'You have read everything'],
  ['/?view=saved', 'Nothing is saved'],
  ['/?view=all', 'No notifications yet'],
  ['/?q=x', 'No notification matches'],
])('says at %p why there is none', async (at, title) => {
  setUp({ at, answer: () => [] });
  expect(await screen.findByText(title)).toBeInTheDocument();
});

it('says that a change was not saved', async () => {
  const { user } = setUp({ fails: () => true });
  await user.click(
    await screen.findByRole('button', { name: 'Mark all as read' }),
  );
  expect(
    await screen.findByText('The change was not saved'),
  ).toBeInTheDocument();
  expect(screen.getByText(/the database is locked/)).toBeInTheDocument();
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const { user } = setUp({
    answer: () => {
      if (isDown) {
        throw new Error('no answer');
      }
      return [burning];
    },
  });
  expect(
    await screen.findByText('The notifications could not be loaded'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText(/burns its budget/)).toBeInTheDocument();
});
