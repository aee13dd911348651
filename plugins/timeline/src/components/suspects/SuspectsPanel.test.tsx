import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  rankSuspects,
  SuspectList,
  SuspectQuery,
  timelineBucket,
  TimelineEvent,
  TimelineScopeEntity,
} from '@goreliable/plugin-timeline-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { gateway, testEvent } from '../../__testUtils__/events';
import { timelineApiRef } from '../../api/TimelineApi';
import { suspectsQueryClient } from '../../hooks/useSuspects';
import { SuspectsOnset, SuspectsPanel } from './SuspectsPanel';

const orders = 'component:default/order-service';
const scope: TimelineScopeEntity[] = [
  { entityRef: gateway, hops: 0 },
  { entityRef: orders, hops: 1, via: gateway, relation: 'dependsOn' },
];

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

/** Ten minutes ago, known to within a minute. */
const tenMinutesAgo: SuspectsOnset & { kind: 'found' } = {
  kind: 'found',
  at: minutesAgo(10),
  earliest: minutesAgo(10.5),
  latest: minutesAgo(9.5),
};

function answerWith(
  events: TimelineEvent[],
  more: Partial<SuspectList> = {},
): SuspectList {
  const { at, earliest, latest } = tenMinutesAgo;
  return {
    entityRef: gateway,
    onset: { at, earliest, latest },
    windowMinutes: 60,
    ...rankSuspects({
      entityRef: gateway,
      onset: {
        atMs: Date.parse(at),
        earliestMs: Date.parse(earliest),
        latestMs: Date.parse(latest),
      },
      windowMinutes: 60,
      scope,
      events,
    }),
    scope: { entities: scope },
    notes: [],
    ...more,
  };
}

function setUp(
  options: {
    answer?: (query: SuspectQuery) => Promise<SuspectList>;
    onset?: SuspectsOnset;
    withoutTimeline?: boolean;
  } = {},
) {
  suspectsQueryClient.clear();
  suspectsQueryClient.setDefaultOptions({ queries: { retry: false } });
  const findSuspects = jest.fn(options.answer ?? (async () => answerWith([])));
  let listener: ((message: object) => void) | undefined;
  renderInTestApp(
    <>
      <SuspectsPanel
        entityRef={gateway}
        onset={options.onset ?? tenMinutesAgo}
      />
      <p>Beside it</p>
    </>,
    {
      apis: [
        ...(options.withoutTimeline
          ? []
          : [[timelineApiRef, { findSuspects }] as const]),
        [
          signalApiRef,
          {
            subscribe: (_: string, onMessage: any) => {
              listener = onMessage;
              return { unsubscribe: () => {} };
            },
          },
        ] as const,
      ],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    findSuspects,
    user: userEvent.setup(),
    signal: (message: object) => act(() => listener!(message)),
  };
}

const panel = async () =>
  within(await screen.findByRole('region', { name: 'What changed before' }));

describe('SuspectsPanel', () => {
  it('lists the suspects with what, how probable, where, when, who and why', async () => {
    const { findSuspects } = setUp({
      answer: async () =>
        answerWith([
          testEvent('1.8.0', 50),
          testEvent('pool', 12, {
            kind: 'config',
            entityRef: orders,
            title: 'Connection pool from 20 to 5',
            actor: 'user:default/omar',
            href: 'https://git.example/commit/3f2a91c',
          }),
          testEvent('alert', 11, {
            kind: 'alert',
            severity: 'critical',
            entityRef: orders,
            title: 'OrderErrors is firing',
          }),
        ]),
    });
    const list = await screen.findByRole('list', {
      name: 'Suspects, the most probable first',
    });
    const [first, second] = within(list)
      .getAllByRole('listitem')
      .filter(item => item.parentElement === list);
    const pool = within(first);
    expect(
      pool.getByRole('link', { name: /^Connection pool from 20 to 5/ }),
    ).toHaveAttribute('href', 'https://git.example/commit/3f2a91c');
    expect(pool.getByText('Likely')).toBeInTheDocument();
    expect(pool.getByText(/2 m before the burn began/)).toBeInTheDocument();
    expect(pool.getByRole('link', { name: 'order-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service',
    );
    expect(
      pool.getByText(/1 step away: gateway → order-service/),
    ).toBeInTheDocument();
    expect(pool.getByRole('link', { name: 'omar' })).toBeInTheDocument();
    expect(
      pool.getByText('Order-service degraded first: OrderErrors is firing'),
    ).toBeInTheDocument();
    expect(within(second).getByText('Event 1.8.0')).toBeInTheDocument();
    expect(within(second).getByText('Unlikely')).toBeInTheDocument();
    expect(within(second).getByText(/, here$/)).toBeInTheDocument();
    const { at, earliest, latest } = tenMinutesAgo;
    expect(findSuspects).toHaveBeenCalledWith(
      {
        entityRef: gateway,
        onset: at,
        earliest,
        latest,
        windowMinutes: 60,
      },
      expect.anything(),
    );
  });

  it('says when it began, locally, with UTC on hover', async () => {
    setUp();
    const { at } = tenMinutesAgo;
    const line = await (await panel()).findByText(/^It began to burn at/);
    const [moment] = line.querySelectorAll('time');
    expect(moment).toHaveAttribute('datetime', at);
    expect(moment.title).toContain(`${at.slice(0, 19).replace('T', ' ')} UTC`);
    expect(line).toHaveTextContent(/between .* and /);
  });

  it('says plainly that nothing changed, and looks further back on demand', async () => {
    const { findSuspects, user } = setUp({
      answer: async ({ windowMinutes }) =>
        windowMinutes === 60
          ? answerWith([])
          : answerWith([], { windowMinutes, summary: 'Still nothing' }),
    });
    expect(
      await screen.findByText(
        'Nothing changed here or in its dependencies in the hour before.',
      ),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Look at the day before' }),
    );
    expect(await screen.findByText('Still nothing.')).toBeInTheDocument();
    expect(findSuspects.mock.lastCall![0].windowMinutes).toBe(1440);
    expect(
      screen.queryByRole('button', { name: 'Look at the day before' }),
    ).toBeNull();
  });

  it('tells the innocent, and what was not looked at', async () => {
    const { user } = setUp({
      answer: async () =>
        answerWith([testEvent('1.8.0', 12), testEvent('1.8.1', 3)], {
          notes: ['Only the 200 nearest dependencies were looked at'],
        }),
    });
    await user.click(
      await screen.findByText('1 change came later, so it is innocent'),
    );
    expect(screen.getByText('Event 1.8.1')).toBeVisible();
    expect(
      screen.getByText('it came 7 m after the burn had begun'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Only the 200 nearest dependencies were looked at.'),
    ).toBeInTheDocument();
  });

  it('shows the first five, and counts the rest', async () => {
    setUp({
      answer: async () =>
        answerWith(
          Array.from({ length: 7 }, (_, index) =>
            testEvent(String(index), 12 + index),
          ),
        ),
    });
    expect(
      await screen.findByText('2 more are less probable.'),
    ).toBeInTheDocument();
    expect(screen.getAllByText(/^Event/)).toHaveLength(5);
  });

  it('holds the place while it loads', async () => {
    setUp({ answer: () => new Promise(() => {}) });
    expect(
      await screen.findByText('Looking for what changed before'),
    ).toBeInTheDocument();
  });

  it('asks nothing as long as the onset is not known', async () => {
    const { findSuspects } = setUp({ onset: { kind: 'loading' } });
    expect(
      await screen.findByText('Looking for what changed before'),
    ).toBeInTheDocument();
    expect(findSuspects).not.toHaveBeenCalled();
  });

  it('says why the onset is not known', async () => {
    const { findSuspects } = setUp({
      onset: { kind: 'unknown', text: 'Too little is recorded' },
    });
    expect(
      await screen.findByText(
        'Too little is recorded. So nobody can say what came before.',
      ),
    ).toBeInTheDocument();
    expect(findSuspects).not.toHaveBeenCalled();
  });

  it('says that the onset could not be looked up, and tries again', async () => {
    const onRetry = jest.fn();
    const { user } = setUp({
      onset: { kind: 'failed', error: new Error('restarting'), onRetry },
    });
    const alert = within(await screen.findByRole('alert'));
    expect(
      alert.getByText('When it began could not be looked up'),
    ).toBeInTheDocument();
    await user.click(alert.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('says what failed, and tries again', async () => {
    const answer = jest
      .fn()
      .mockRejectedValueOnce(new Error('No replicas.'))
      .mockResolvedValue(answerWith([testEvent('a', 12)]));
    const { user } = setUp({ answer });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(/No replicas/)).toBeInTheDocument();
    await user.click(alert.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('Event a')).toBeInTheDocument();
  });

  it('asks again when something happened to one of the entities, and keeps what it had when that fails', async () => {
    const answer = jest
      .fn()
      .mockResolvedValueOnce(answerWith([testEvent('a', 12)]))
      .mockRejectedValue(new Error('Timed out.'));
    const { signal } = setUp({ answer });
    await screen.findByText('Event a');
    signal({ buckets: [timelineBucket(orders)] });
    await waitFor(() => expect(answer).toHaveBeenCalledTimes(2));
    expect(await screen.findByText(/Timed out/)).toBeInTheDocument();
    expect(screen.getByText('Event a')).toBeInTheDocument();
  });

  it('is not there in a portal without a timeline', async () => {
    setUp({ withoutTimeline: true });
    expect(await screen.findByText('Beside it')).toBeInTheDocument();
    expect(screen.queryByText('What changed before')).toBeNull();
  });
});
