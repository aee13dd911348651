import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  timelineBucket,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gateway, testEvent } from '../__testUtils__/events';
import { timelineApiRef } from '../api/TimelineApi';
import { timelineQueryClient } from '../queryClient';
import { EntityTimelineCard } from './EntityTimelineCard';

function setUp(answer: () => TimelineEvent[]) {
  timelineQueryClient.clear();
  timelineQueryClient.setDefaultOptions({ queries: { retry: false } });
  const listEvents = jest.fn(async () => ({ events: answer() }));
  let listener: ((message: object) => void) | undefined;
  const subscribe = (_: string, onMessage: any) => {
    listener = onMessage;
    return { unsubscribe: () => {} };
  };
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'gateway' },
      }}
    >
      <EntityTimelineCard />
    </EntityProvider>,
    {
      apis: [
        [timelineApiRef, { listEvents }],
        [signalApiRef, { subscribe }],
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    listEvents,
    signal: (message: object) => act(() => listener!(message)),
  };
}

it('lists the last events and leads to the rest', async () => {
  const { listEvents } = setUp(() => [
    testEvent('one', 1),
    testEvent('two', 2),
  ]);
  expect(await screen.findByText('Event one')).toBeInTheDocument();
  expect(screen.getByText('Event two')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Timeline' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\/timeline$/),
  );
  expect(listEvents).toHaveBeenCalledWith(
    { entityRefs: [gateway], limit: 5 },
    expect.anything(),
  );
});

it('says that nothing has happened', async () => {
  setUp(() => []);
  expect(
    await screen.findByText('Nothing has happened yet'),
  ).toBeInTheDocument();
});

it('shows at once what the portal signals', async () => {
  let events: TimelineEvent[] = [];
  const { signal } = setUp(() => events);
  await screen.findByText('Nothing has happened yet');
  events = [testEvent('new', 0)];
  await signal({ buckets: [timelineBucket(gateway)] });
  expect(await screen.findByText('Event new')).toBeInTheDocument();
});

it('keeps the last events, labelled, while asking again fails', async () => {
  let isDown = false;
  const { signal } = setUp(() => {
    if (isDown) {
      throw new Error('the timeline is restarting');
    }
    return [testEvent('one', 1)];
  });
  await screen.findByText('Event one');
  const change = { buckets: [timelineBucket(gateway)] };
  isDown = true;
  await signal(change);
  const notice = await screen.findByText(/^The portal cannot be reached/);
  expect(notice).toHaveTextContent(/the timeline is restarting$/);
  expect(screen.getByText('Event one')).toBeInTheDocument();
  isDown = false;
  await signal(change);
  await waitFor(() => expect(notice).not.toBeInTheDocument());
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  setUp(() => {
    if (isDown) {
      throw new Error('the timeline is restarting');
    }
    return [testEvent('back', 1)];
  });
  expect(
    await screen.findByText('Recent events could not be loaded'),
  ).toBeInTheDocument();
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('Event back')).toBeInTheDocument();
});
