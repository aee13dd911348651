import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  timelineBucket,
  TimelineEvent,
  TimelineEventList,
} from '@goreliable/plugin-timeline-common';
import { createPortalQueryClient, PortalQueryProvider } from '@goreliable/ui';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { gateway, testEvent } from '../__testUtils__/events';
import { TimelineApi, timelineApiRef } from '../api/TimelineApi';
import { EntityTimeline } from './EntityTimeline';

function Address() {
  const { search } = useLocation();
  return <output aria-label="address">{search}</output>;
}

function setUp(
  answer:
    | TimelineEvent[]
    | ((
        ...args: Parameters<TimelineApi['listEvents']>
      ) => Promise<TimelineEventList>),
  address = '/',
) {
  const listEvents = jest.fn(
    typeof answer === 'function' ? answer : async () => ({ events: answer }),
  );
  let listener: ((message: object) => void) | undefined;
  const unsubscribe = jest.fn();
  const subscribe = jest.fn((_: string, onMessage: any) => {
    listener = onMessage;
    return { unsubscribe };
  });
  const client = createPortalQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const rendered = renderInTestApp(
    <PortalQueryProvider client={client}>
      <EntityTimeline entityRef={gateway} name="Gateway" />
      <Address />
    </PortalQueryProvider>,
    {
      apis: [
        [timelineApiRef, { listEvents }],
        [signalApiRef, { subscribe }],
      ],
      initialRouteEntries: [address],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    ...rendered,
    listEvents,
    subscribe,
    unsubscribe,
    signal: (message: object) => act(() => listener!(message)),
    user: userEvent.setup(),
    lastQuery: () => listEvents.mock.calls.at(-1)![0] as any,
  };
}

const address = () => screen.getByLabelText('address').textContent;

describe('events', () => {
  it('stand under their day with kind, title, place, actor and trouble in words', async () => {
    setUp(async () => ({
      events: [
        testEvent('a', 0, {
          kind: 'alert',
          severity: 'critical',
          title: 'Budget burns',
          href: 'https://alerts.example/1',
        }),
        testEvent('b', 0, {
          title: 'Deployed 2.0',
          entityRef: 'component:default/orders',
          actor: 'user:default/ada',
          href: '/argocd/orders',
        }),
      ],
      scope: {
        truncated: false,
        entities: [
          { entityRef: gateway, hops: 0 },
          {
            entityRef: 'component:default/orders',
            hops: 1,
            via: gateway,
            relation: 'dependsOn',
          },
        ],
      },
    }));
    const today = await screen.findByRole('region', { name: /^Today/ });
    expect(within(today).getByText('2 events')).toBeInTheDocument();
    const [alert, deploy] = within(today).getAllByRole('listitem');

    expect(within(alert).getByText('Alert:')).toBeInTheDocument();
    expect(
      within(alert).getByRole('img', { name: 'Critical' }),
    ).toBeInTheDocument();
    const outside = within(alert).getByRole('link', {
      name: 'Budget burns (opens in a new tab)',
    });
    expect(outside).toHaveAttribute('rel', 'noopener noreferrer');
    expect(alert).not.toHaveTextContent('away');

    expect(
      within(deploy).getByRole('link', { name: 'Deployed 2.0' }),
    ).toHaveAttribute('href', '/argocd/orders');
    expect(deploy).toHaveTextContent('orders (1 step away)');
    expect(within(deploy).getByRole('link', { name: 'ada' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ada',
    );
    expect(within(deploy).queryByRole('img')).not.toBeInTheDocument();
  });

  it('tell their details on demand, by keyboard too', async () => {
    const { user } = setUp([
      testEvent('a', 0, {
        data: { imageTag: 'v2', change: { replicas: [3, 6] } },
      }),
    ]);
    const button = await screen.findByRole('button', {
      name: 'Details of Event a',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await user.keyboard('{Enter}');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const details = document.getElementById(
      button.getAttribute('aria-controls')!,
    )!;
    expect(details).toHaveTextContent('Image tagv2');
    expect(details).toHaveTextContent('"replicas": [ 3, 6 ]');
    expect(details).toHaveTextContent('Told bytest test:a');
    await user.keyboard('{Enter}');
    expect(screen.queryByText('Image tag')).not.toBeInTheDocument();
  });

  it('of one sort in quick succession are one line until unfolded', async () => {
    const { user } = setUp(
      [1, 2, 3, 4].map(minutes =>
        testEvent(String(minutes), minutes / 100, {
          kind: 'rollout',
          severity: minutes === 3 ? 'warning' : 'info',
        }),
      ),
    );
    expect(await screen.findByText('4 rollout steps')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Warning' })).toBeInTheDocument();
    expect(screen.queryByText('Event 2')).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Show 4 rollout steps' }),
    );
    expect(screen.getByText('Event 2')).toBeInTheDocument();
  });

  it('that carry markup show it as text', async () => {
    setUp([testEvent('a', 0, { title: '<img src=x onerror=alert(1)>' })]);
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
  });
});

describe('filters', () => {
  it('are read from the address and asked for', async () => {
    const { listEvents, lastQuery } = setUp(
      [],
      '/?kind=alert&severity=critical&hops=2&text=burn&range=all',
    );
    await screen.findByText('No event matches');
    expect(listEvents).toHaveBeenCalledTimes(1);
    expect(lastQuery()).toEqual({
      entityRefs: [gateway],
      kinds: ['alert'],
      severities: ['critical'],
      hops: 2,
      text: 'burn',
      limit: 100,
      cursor: undefined,
    });
    expect(screen.getByLabelText('Severity')).toHaveDisplayValue(
      'Critical only',
    );
    expect(screen.getByLabelText('Range')).toHaveDisplayValue('All time');
    expect(screen.getByLabelText('Dependencies')).toHaveDisplayValue(
      'And up to 2 steps away',
    );
    expect(
      screen.getByRole('button', { name: 'Kinds: Alert' }),
    ).toBeInTheDocument();
  });

  it('are written to the address, beside what is there', async () => {
    const { user, lastQuery } = setUp([testEvent('a', 1)], '/?tab=x');
    await screen.findByText('Event a');
    await user.selectOptions(screen.getByLabelText('Dependencies'), '1');
    await user.selectOptions(
      screen.getByLabelText('Severity'),
      'Warning and critical',
    );
    await user.selectOptions(screen.getByLabelText('Range'), '7d');
    await user.click(screen.getByRole('button', { name: 'Kinds: all' }));
    await user.click(screen.getByRole('checkbox', { name: 'Deploy' }));
    await user.click(screen.getByRole('checkbox', { name: 'SLO' }));
    await user.type(screen.getByLabelText('Filter events'), 'pool');

    await waitFor(() =>
      expect(address()).toBe(
        '?tab=x&kind=deploy&kind=slo&severity=warning&severity=critical&range=7d&hops=1&text=pool',
      ),
    );
    await waitFor(() =>
      expect(lastQuery()).toMatchObject({
        kinds: ['deploy', 'slo'],
        severities: ['warning', 'critical'],
        hops: 1,
        text: 'pool',
      }),
    );
    expect(Date.now() - Date.parse(lastQuery().from)).toBeCloseTo(
      7 * 24 * 3_600_000,
      -5,
    );
  });

  it('show an interval that a link names', async () => {
    const { lastQuery } = setUp(
      [],
      '/?from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z',
    );
    await screen.findByText(/Nothing happened/);
    expect(lastQuery()).toMatchObject({
      from: '2026-05-01T00:00:00.000Z',
      to: '2026-05-02T00:00:00.000Z',
    });
    expect(screen.getByLabelText('Range')).toHaveDisplayValue(/1 May/);
  });

  it('keep what was seen until the new answer is there', async () => {
    let answer: (list: TimelineEventList) => void = () => {};
    const { user } = setUp(async query =>
      query.hops === 1
        ? new Promise(resolve => {
            answer = resolve;
          })
        : { events: [testEvent('own', 1)] },
    );
    await screen.findByText('Event own');
    await user.selectOptions(screen.getByLabelText('Dependencies'), '1');
    expect(screen.getByText('Event own')).toBeInTheDocument();
    act(() => answer({ events: [testEvent('other', 1)] }));
    expect(await screen.findByText('Event other')).toBeInTheDocument();
    expect(screen.queryByText('Event own')).not.toBeInTheDocument();
  });
});

describe('without events', () => {
  it('teaches, and offers a longer time, then the dependencies', async () => {
    const { user } = setUp([]);
    expect(
      await screen.findByText('Nothing happened to Gateway in this time'),
    ).toBeInTheDocument();
    expect(screen.getByText(/appear here by themselves/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all time' }));
    expect(
      await screen.findByText('Nothing has happened to Gateway yet'),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Look at its dependencies' }),
    );
    expect(address()).toBe('?hops=1');
  });

  it('offers to clear filters that hide all', async () => {
    const { user } = setUp([], '/?kind=drift&text=x&hops=1');
    await user.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('?hops=1');
    await waitFor(() =>
      expect(screen.getByLabelText('Filter events')).toHaveValue(''),
    );
  });
});

describe('loading and failing', () => {
  it('holds the place while it loads', async () => {
    setUp(() => new Promise(() => {}));
    expect(await screen.findByText('Loading timeline')).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    let fail = true;
    const { user } = setUp(async () => {
      if (fail) {
        throw Object.assign(new Error('No replicas.'), { statusCode: 503 });
      }
      return { events: [testEvent('a', 1)] };
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The timeline of Gateway could not be loaded',
    );
    expect(alert).toHaveTextContent('No replicas.');
    fail = false;
    await user.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Event a')).toBeInTheDocument();
  });

  it('keeps the last answer, labelled, when asking again fails', async () => {
    let fail = false;
    const { signal } = setUp(async () => {
      if (fail) {
        throw new Error('Timed out.');
      }
      return { events: [testEvent('a', 1)] };
    });
    await screen.findByText('Event a');
    fail = true;
    signal({ buckets: [timelineBucket(gateway)] });
    expect(
      await screen.findByText(/The timeline cannot be reached/),
    ).toBeInTheDocument();
    expect(screen.getByText('Timed out.')).toBeInTheDocument();
    expect(screen.getByText('Event a')).toBeInTheDocument();
  });

  it('loads older events page by page', async () => {
    const { user, lastQuery } = setUp(async ({ cursor }) =>
      cursor
        ? { events: [testEvent('old', 60)] }
        : { events: [testEvent('new', 1)], nextCursor: 'abc' },
    );
    await user.click(await screen.findByRole('button', { name: 'Load older' }));
    expect(await screen.findByText('Event old')).toBeInTheDocument();
    expect(screen.getByText('Event new')).toBeInTheDocument();
    expect(lastQuery().cursor).toBe('abc');
    expect(
      screen.queryByRole('button', { name: 'Load older' }),
    ).not.toBeInTheDocument();
  });
});

describe('signals', () => {
  it('bring what concerns this entity, and say so', async () => {
    let events = [testEvent('a', 5)];
    const { signal, listEvents, subscribe } = setUp(async () => ({ events }));
    await screen.findByText('Event a');
    expect(subscribe).toHaveBeenCalledWith(
      'timeline:changed',
      expect.any(Function),
    );
    signal({ buckets: [(timelineBucket(gateway) + 1) % 256] });
    expect(listEvents).toHaveBeenCalledTimes(1);

    events = [
      testEvent('c', 0),
      testEvent('b', 0, { kind: 'alert' }),
      ...events,
    ];
    signal({ buckets: [3, timelineBucket(gateway)] });
    expect(await screen.findByText('Event b')).toBeInTheDocument();
    expect(listEvents).toHaveBeenCalledTimes(2);
    expect(
      await screen.findByText('2 new events, the latest: Event c'),
    ).toBeInTheDocument();
  });

  it('concern everybody when they cannot be read', async () => {
    const { signal, listEvents } = setUp([testEvent('a', 5)]);
    await screen.findByText('Event a');
    signal({ something: 'newer' });
    await waitFor(() => expect(listEvents).toHaveBeenCalledTimes(2));
  });

  it('are heard no more when the page is left', async () => {
    const { unmount, unsubscribe } = setUp([testEvent('a', 5)]);
    await screen.findByText('Event a');
    unmount();
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});

it('says which entities are covered and how they are connected', async () => {
  const { user } = setUp(async () => ({
    events: [],
    scope: {
      truncated: true,
      entities: [
        { entityRef: gateway, hops: 0 },
        {
          entityRef: 'api:default/orders-api',
          hops: 1,
          via: gateway,
          relation: 'consumesApi',
        },
        {
          entityRef: 'component:default/orders',
          hops: 1,
          via: 'api:default/orders-api',
          relation: 'apiProvidedBy',
        },
      ],
    },
  }));
  await user.click(
    await screen.findByRole('button', { name: 'Covers 3 entities' }),
  );
  const items = screen.getAllByRole('listitem').map(item => item.textContent);
  expect(items).toEqual([
    'gateway',
    'orders-api1 step away: gateway consumes it',
    'orders1 step away: provides orders-api',
  ]);
  expect(screen.getByText(/only the nearest/)).toBeInTheDocument();
});
