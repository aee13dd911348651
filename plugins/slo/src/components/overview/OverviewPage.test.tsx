import { SloOverview } from '@goreliable/plugin-slo-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { overviewFixture } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { OverviewPage } from './OverviewPage';

function setUp(
  change: (overview: SloOverview) => SloOverview = same => same,
  at?: string,
) {
  const fixtures = new FixtureSloApi(change);
  const overview = jest.fn(() => fixtures.overview());
  return {
    overview,
    ...renderSlo(<OverviewPage />, { api: { overview }, at }),
  };
}

const rowNames = () =>
  screen.getAllByRole('rowheader').map(header => header.textContent);
const address = () => screen.getByLabelText('address').textContent;
const rowOf = (service: string, name: string) =>
  screen
    .getAllByRole('row')
    .find(
      row =>
        row.textContent!.includes(service) && row.textContent!.includes(name),
    )!;

describe('the overview', () => {
  it('puts first what needs somebody, and says so in a line', async () => {
    setUp();
    expect(await screen.findByText('9 SLOs')).toBeInTheDocument();
    expect(screen.getByText('1 burning fast')).toBeInTheDocument();
    expect(screen.getByText('2 to look at')).toBeInTheDocument();
    expect(screen.getByText('2 without traffic')).toBeInTheDocument();
    expect(rowNames()).toEqual([
      'requests-availability',
      'messages-freshness',
      'requests-availability',
      'first-token-latency',
      'requests-availability',
      'requests-latency',
      'messages-success',
      'requests-latency',
      'requests-availability',
    ]);
  });

  it('tells when a budget is gone in whole hours, if that is far off', async () => {
    setUp(overview => ({
      ...overview,
      slos: overview.slos.map(slo => ({
        ...slo,
        windows: slo.windows.map(window => ({ ...window, errorRatio: 0.02 })),
      })),
    }));
    await screen.findByText('9 SLOs');
    // 48.8 % of 30 days of failing twenty times as often as would last: 17 h 34 m.
    const burning = within(rowOf('order-service', 'requests-availability'));
    expect(burning.getByText('18 h')).toBeInTheDocument();
  });

  it('shows state, budget and burn of each SLO in words and numbers', async () => {
    setUp();
    await screen.findByText('9 SLOs');
    const burning = within(rowOf('order-service', 'requests-availability'));
    expect(burning.getByText('Burning fast')).toBeInTheDocument();
    expect(burning.getByText('99.9 %')).toBeInTheDocument();
    expect(burning.getByText('48.8 %')).toBeInTheDocument();
    expect(burning.getByText('21 m 5 s')).toBeInTheDocument();
    expect(
      burning.getAllByRole('img', { name: 'above page threshold' }).length,
    ).toBeGreaterThan(1);
    expect(burning.getAllByText('45').length).toBeGreaterThan(0);
    expect(
      burning.getByRole('img', { name: /^Budget left, last 30 days/ }),
    ).toBeInTheDocument();
    expect(burning.getByText('ordering-team')).toBeInTheDocument();
    expect(
      burning.getByRole('link', { name: 'order-service' }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    expect(
      burning.getByRole('link', { name: 'requests-availability' }),
    ).toHaveAttribute('href', '/slo/lab~order-service~requests-availability');

    const spent = within(rowOf('notification-worker', 'messages-freshness'));
    expect(spent.getByText('Spent')).toBeInTheDocument();
    expect(spent.getByText('−2 h 25 m')).toBeInTheDocument();
    expect(spent.getByText('-33.6 %')).toBeInTheDocument();

    const idle = within(rowOf('llm-gateway', 'first-token-latency'));
    expect(idle.getByText('No traffic')).toBeInTheDocument();
    expect(idle.getAllByText('No traffic in this window').length).toBe(2);
    expect(idle.getByText('≤800 ms')).toBeInTheDocument();
    expect(
      idle.getByTitle(/^95.% of first tokens within 800.ms over 30.days$/),
    ).toBeInTheDocument();
  });

  it('forecasts when each budget is gone', async () => {
    setUp();
    await screen.findByText('9 SLOs');
    const forecasts = [
      ['order-service', 'requests-availability', /^7.h 4\d.m$/],
      ['notification-worker', 'messages-freshness', /^spent$/],
      ['gateway', 'requests-latency', /^lasts$/],
    ] as const;
    for (const [service, name, words] of forecasts) {
      expect(within(rowOf(service, name)).getByText(words)).toBeInTheDocument();
    }
  });

  it('keeps a filter in the address, and finds it there', async () => {
    const { user } = setUp();
    await user.type(await screen.findByRole('searchbox'), 'worker fresh');
    await waitFor(() => expect(rowNames()).toEqual(['messages-freshness']));
    expect(address()).toContain('slo.q=worker+fresh');
  });

  it('opens with the filters of the address', async () => {
    setUp(
      undefined,
      '/?slo.state=critical&slo.state=warning&slo.team=group%3Adefault%2Fedge-team',
    );
    await waitFor(() => expect(rowNames()).toEqual(['requests-availability']));
  });

  it('groups by service, with the state of what it hides', async () => {
    const { user } = setUp();
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Group by' }),
      'Service',
    );
    expect(address()).toBe('/?group=service');
    const group = screen.getByRole('row', { name: /critical.*order-service/ });
    expect(group).toHaveAttribute('aria-expanded', 'true');
    await user.click(group);
    expect(rowNames()).toHaveLength(7);
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Group by' }),
      'Nothing',
    );
    expect(rowNames()).toHaveLength(9);
  });

  it('says how many reviews are overdue', async () => {
    setUp(overview => ({
      ...overview,
      slos: overview.slos.map((slo, index) => ({
        ...slo,
        ...(index < 2 && {
          review: {
            decision: 'keep',
            decidedAt: '2024-01-01T10:00:00.000Z',
            nextReviewOn: '2024-04-01',
          },
        }),
      })),
    }));
    expect(
      await screen.findByText('2 reviews are overdue'),
    ).toBeInTheDocument();
  });

  it('says that all is well when it is', async () => {
    setUp(overview => ({
      ...overview,
      slos: overview.slos.filter(({ state }) => state === 'ok'),
    }));
    expect(
      await screen.findByText('all within their objectives'),
    ).toBeInTheDocument();
  });

  it('shows that it is loading', () => {
    renderSlo(<OverviewPage />, {
      api: { overview: () => new Promise(() => {}) },
    });
    expect(screen.getByText('Loading SLOs')).toBeInTheDocument();
  });

  it('teaches what to do without a source', async () => {
    setUp(overview => ({ ...overview, sources: [], slos: [] }));
    expect(
      await screen.findByText('No source of SLOs is connected'),
    ).toBeInTheDocument();
    expect(screen.getByText(/prometheus:9090/)).toBeInTheDocument();
  });

  it('teaches what to do without SLOs', async () => {
    setUp(overview => ({ ...overview, slos: [] }));
    expect(
      await screen.findByText('No SLOs are recorded yet'),
    ).toBeInTheDocument();
    expect(screen.getByText('sloth generate')).toBeInTheDocument();
    expect(screen.getByText('--generic-rules')).toBeInTheDocument();
  });

  it('keeps what is known while a source is down, and says how old it is', async () => {
    setUp(overview => ({
      ...overview,
      sources: [
        {
          name: 'lab',
          state: 'unreachable',
          asOf: new Date(Date.now() - 600_000).toISOString(),
          error: 'no answer within 10 s',
        },
      ],
    }));
    expect(
      await screen.findByText(/no answer within 10 s/),
    ).toBeInTheDocument();
    expect(screen.getByText(/10 m ago/)).toBeInTheDocument();
    expect(rowNames()).toHaveLength(9);
  });

  it('passes on what a source doubts', async () => {
    setUp(overview => ({
      ...overview,
      warnings: [{ source: 'lab', message: 'store "eu" did not answer' }],
    }));
    expect(
      await screen.findByText(/store "eu" did not answer/),
    ).toBeInTheDocument();
  });

  it('tells unknown from healthy', async () => {
    setUp(overview => ({
      ...overview,
      slos: overview.slos.slice(0, 3).map((slo, index) => ({
        ...slo,
        ...([
          {
            state: 'no-data',
            reason: { code: 'vanished', since: '2026-05-04T10:00:00Z' },
          },
          {
            state: 'stale',
            reason: { code: 'sample-old', sampleAt: '2026-05-04T10:00:00Z' },
          },
          {
            state: 'no-data',
            reason: { code: 'not-recorded' },
            windows: [],
            budgetRemaining: undefined,
          },
        ][index] as object),
      })),
    }));
    expect(await screen.findByText('Vanished')).toBeInTheDocument();
    expect(screen.getByText('Stale')).toBeInTheDocument();
    expect(screen.getByText('No data')).toBeInTheDocument();
    expect(screen.getByText('Its budget is not known')).toBeInTheDocument();
    expect(screen.getByText('2 without data')).toBeInTheDocument();
    // Last known values raise no alarm.
    expect(screen.getAllByTitle('Last known value')).toHaveLength(4);
    expect(screen.queryByRole('img', { name: /above/ })).toBeNull();
  });

  it('says what failed, and tries again', async () => {
    const overview = jest
      .fn()
      .mockRejectedValueOnce(new Error('the backend is restarting'))
      .mockResolvedValue(overviewFixture(Date.now()));
    const { user } = renderSlo(<OverviewPage />, { api: { overview } });
    expect(
      await screen.findByText('SLOs could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText(/the backend is restarting/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('9 SLOs')).toBeInTheDocument();
  });
});

describe('a refresh that fails', () => {
  it('leaves what was known with its age, until one succeeds', async () => {
    let isDown = false;
    const fixtures = new FixtureSloApi();
    const { signal } = renderSlo(<OverviewPage />, {
      api: {
        overview: async () => {
          if (isDown) {
            throw new Error('the backend is restarting');
          }
          return fixtures.overview();
        },
      },
    });
    await screen.findByText('9 SLOs');
    isDown = true;
    await signal({ changed: 'states' });
    const notice = await screen.findByText(
      /^The portal cannot be reached. You see its answer from .* ago./,
    );
    expect(notice).toHaveTextContent(/the backend is restarting$/);
    expect(rowNames()).toHaveLength(9);
    isDown = false;
    await signal({ changed: 'states' });
    await waitFor(() => expect(notice).not.toBeInTheDocument());
    expect(rowNames()).toHaveLength(9);
  });
});

describe('signals', () => {
  it('bring new states at once', async () => {
    const { overview, signal } = setUp();
    await screen.findByText('9 SLOs');
    await signal({ changed: 'states' });
    await waitFor(() => expect(overview).toHaveBeenCalledTimes(2));
  });

  it('bring mere numbers at most twice a minute', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    try {
      const { overview, signal } = setUp();
      await screen.findByText('9 SLOs');
      await signal({ changed: 'numbers' });
      await signal({ changed: 'numbers' });
      expect(overview).toHaveBeenCalledTimes(1);
      await act(() => jest.advanceTimersByTimeAsync(30_000));
      expect(overview).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('are not listened to any more when the page is left', async () => {
    const { listeners, unmount } = setUp();
    await screen.findByText('9 SLOs');
    expect(listeners.size).toBe(1);
    unmount();
    expect(listeners.size).toBe(0);
  });
});
