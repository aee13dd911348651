import { NotFoundError } from '@backstage/errors';
import { SloDetail, SloTraffic } from '@goreliable/plugin-slo-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { sloQueryClient } from '../../queryClient';
import { SloDetailPage } from './SloDetailPage';

const fixtures = new FixtureSloApi();

function setUp(
  options: {
    id?: string;
    change?: (detail: SloDetail) => SloDetail;
    traffic?: (answer: SloTraffic) => SloTraffic;
    at?: string;
  } = {},
) {
  const { id = burningId, change = same => same } = options;
  const slo = jest.fn(async (asked: string) =>
    change(await fixtures.slo(asked)),
  );
  const series = jest.fn((asked: string, range: { from: number; to: number }) =>
    fixtures.series(asked, range),
  );
  const { traffic = same => same } = options;
  return {
    slo,
    series,
    ...renderSlo(<SloDetailPage id={id} />, {
      api: {
        slo,
        series,
        traffic: async (asked, range) =>
          traffic(await fixtures.traffic(asked, range)),
      },
      at: options.at,
    }),
  };
}

const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('an SLO', () => {
  it('says what it is, whose, and how it stands', async () => {
    setUp();
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'requests-availability',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Burning its budget at page rate.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'ordering-team' })).toHaveAttribute(
      'href',
      '/catalog/default/group/ordering-team',
    );
    expect(screen.getByText('from lab')).toBeInTheDocument();
    const breadcrumb = within(
      screen.getByRole('navigation', { name: 'Breadcrumb' }),
    );
    expect(breadcrumb.getByRole('link', { name: 'SLOs' })).toHaveAttribute(
      'href',
      '/slo',
    );
  });

  it('says what Pyrra needs to tell its objective', async () => {
    setUp({
      change: ({ slo: { objective: _, ...slo }, ...detail }) => ({
        ...detail,
        slo: {
          ...slo,
          tool: 'pyrra',
          state: 'no-data',
          reason: { code: 'objective-unknown' },
        },
      }),
    });
    expect(
      await screen.findByText(/^The source records no objective for it\./),
    ).toHaveTextContent(/Pyrra records it where it runs with --generic-rules/);
  });

  it('says that its review is overdue, and leads there', async () => {
    setUp({
      change: detail => ({
        ...detail,
        slo: {
          ...detail.slo,
          review: {
            decision: 'keep',
            decidedAt: '2024-01-01T10:00:00.000Z',
            nextReviewOn: '2024-04-01',
          },
        },
      }),
    });
    expect(
      await screen.findByRole('link', {
        name: 'review overdue since 2024-04-01',
      }),
    ).toHaveAttribute('href', `/slo/${burningId}/review`);
  });

  it('puts its numbers into words', async () => {
    setUp();
    const facts = await region('Objective and budget');
    expect(
      facts.getByText('99.9 % over 30 days: at most 43 m 12 s of full outage'),
    ).toBeInTheDocument();
    expect(facts.getByText('21 m 5 s of budget left')).toBeInTheDocument();
    expect(
      facts.getByText(
        /^At the burn of the last 1h the budget is gone in 7 h 4\d m; /,
      ),
    ).toBeInTheDocument();
    expect(facts.getByText('1 in 22')).toBeInTheDocument();
    expect(facts.getByText('45 ×')).toBeInTheDocument();
  });

  it.each([
    [
      'lab~order-service~requests-latency',
      '99 % of requests within 300 ms',
      'The 99th percentile of the durations is at most 300 ms',
      '99 % over 30 days: at most 7 h 12 m with all requests slower than 300 ms',
    ],
    [
      'lab~llm-gateway~first-token-latency',
      '95 % of first tokens within 800 ms',
      'The 95th percentile of the times to the first token is at most 800 ms',
      '95 % over 30 days: at most 1 d 12 h with all first tokens slower than 800 ms',
    ],
    [
      'lab~notification-worker~messages-freshness',
      '99 % of messages within 5 s',
      'The 99th percentile of the ages of messages is at most 5 s',
      '99 % over 30 days: at most 7 h 12 m with all messages older than 5 s',
    ],
  ])('tells %s by its threshold', async (id, measures, percentile, budget) => {
    setUp({ id });
    const facts = await region('Objective and budget');
    expect(facts.getByText(measures)).toBeInTheDocument();
    expect(facts.getByText(percentile)).toBeInTheDocument();
    expect(facts.getByText(budget)).toBeInTheDocument();
  });

  it('says how many requests may still fail at this traffic', async () => {
    setUp({
      traffic: answer => ({ ...answer, eventsPerSecond: 80_280 / 86_400 }),
      change: detail => ({
        ...detail,
        slo: { ...detail.slo, objective: 0.999, budgetRemaining: 0.5 },
      }),
    });
    const facts = await region('Objective and budget');
    expect(
      await facts.findByText(
        'At this traffic 1,204 bad requests left of 2,408; one costs 0.04 % of the budget',
      ),
    ).toBeInTheDocument();
  });

  it('explains every alert pair', async () => {
    setUp();
    const alerts = await region('Alerts');
    expect(
      alerts.getByText(
        /^Long 1h burns at 45 of 14.4 and short 5m is above it too: pages$/,
      ),
    ).toBeInTheDocument();
    expect(alerts.getAllByText('Firing').length).toBeGreaterThanOrEqual(2);
    expect(
      alerts.getByText(
        'Pages when 2 % of the budget is gone within 1h, and it still burns in the last 5m',
      ),
    ).toBeInTheDocument();
  });

  it('lists burn by window beside its thresholds', async () => {
    setUp();
    const burn = await region('Burn by window');
    const row = burn.getByRole('row', { name: /^6h/ });
    expect(within(row).getByText('6 page, 1 ticket')).toBeInTheDocument();
    expect(
      burn.getAllByRole('rowheader').map(header => header.textContent),
    ).toEqual(['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d']);
  });

  it('draws its series with their coverage, over the range of the address', async () => {
    const { series, user } = setUp();
    const charts = await region('Over time');
    expect(
      await charts.findByRole('figure', { name: 'Error ratio' }),
    ).toBeInTheDocument();
    expect(
      charts.getByRole('figure', { name: 'Budget left' }),
    ).toBeInTheDocument();
    expect(
      charts.getAllByText(/^Recorded for 87.2 % of the range/),
    ).toHaveLength(2);
    const [, day] = series.mock.calls[0];
    expect(day.to - day.from).toBeCloseTo(86_400, 0);

    await user.click(charts.getByRole('button', { name: '30 d' }));
    expect(screen.getByLabelText('address')).toHaveTextContent('range=30d');
    await waitFor(() => expect(series).toHaveBeenCalledTimes(2));
    const [, month] = series.mock.calls[1];
    expect(month.to - month.from).toBeCloseTo(30 * 86_400, 0);
  });

  it('draws the traffic beside the errors, and says where it is not known', async () => {
    setUp();
    const charts = await region('Over time');
    expect(
      await charts.findByRole('figure', { name: 'Rate of requests' }),
    ).toBeInTheDocument();
    expect(
      charts.getByText('Average over 5m; known for 87.2 % of the range'),
    ).toBeInTheDocument();
  });

  it('says why the traffic is not known', async () => {
    setUp({
      traffic: answer => ({
        ...answer,
        values: answer.values.map(() => null),
        window: undefined,
        coverage: 0,
        eventsPerSecond: undefined,
        missing: [{ input: 'traffic', reason: 'Its rules are not known.' }],
      }),
    });
    const charts = await region('Over time');
    expect(
      await charts.findByText('Its rules are not known'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/^At this traffic/)).toBeNull();
  });

  it('has each chart as a table too, gaps and all', async () => {
    const { user } = setUp();
    const charts = await region('Over time');
    await charts.findByRole('figure', { name: 'Rate of requests' });
    const names = ['Error ratio', 'Rate of requests', 'Budget left'];
    expect(
      charts
        .getAllByRole('figure')
        .map(figure => figure.getAttribute('aria-label')),
    ).toEqual(names);
    for (const name of names) {
      const chart = within(charts.getByRole('figure', { name }));
      await user.click(chart.getByRole('button', { name: 'Show as table' }));
      const table = within(
        chart.getByRole('region', { name: `${name} as a table` }),
      );
      expect(table.getAllByRole('row').length).toBeGreaterThan(100);
      expect(table.getAllByText('–').length).toBeGreaterThan(1);
    }
  });

  it('shows any range that somebody asks for', async () => {
    const { series, user } = setUp();
    const charts = await region('Over time');
    await user.click(charts.getByRole('button', { name: 'From … to' }));
    const form = within(charts.getByRole('form', { name: 'Free range' }));
    const [from, to] = ['From', 'To'].map(name => form.getByLabelText(name));
    fireEvent.change(from, { target: { value: '2026-01-10T08:00' } });
    fireEvent.change(to, { target: { value: '2026-01-10T07:00' } });
    await user.click(form.getByRole('button', { name: 'Show' }));
    expect(form.getByRole('alert')).toHaveTextContent(
      'The range must begin before it ends.',
    );
    fireEvent.change(from, { target: { value: '2024-01-10T08:00' } });
    await user.click(form.getByRole('button', { name: 'Show' }));
    expect(form.getByRole('alert')).toHaveTextContent('at most 400 days');
    fireEvent.change(from, { target: { value: '2026-01-02T03:04' } });
    await user.click(form.getByRole('button', { name: 'Show' }));
    const [start, end] = ['2026-01-02T03:04', '2026-01-10T07:00'].map(
      text => Date.parse(text) / 1000,
    );
    expect(screen.getByLabelText('address')).toHaveTextContent(
      `from=${start}&to=${end}`,
    );
    await waitFor(() =>
      expect(series).toHaveBeenCalledWith(
        burningId,
        { from: start, to: end },
        expect.anything(),
      ),
    );
    expect(
      charts.getByRole('button', { name: 'From … to', pressed: true }),
    ).toBeInTheDocument();
  });

  it('opens at a range that somebody has shared', async () => {
    const { series } = setUp({ at: '/?from=1777888000&to=1777891600' });
    await waitFor(() =>
      expect(series).toHaveBeenCalledWith(
        burningId,
        { from: 1777888000, to: 1777891600 },
        expect.anything(),
      ),
    );
  });

  it('remembers when it burned', async () => {
    setUp();
    const episodes = await region('Page-rate burns');
    expect(episodes.getByText('Burning')).toBeInTheDocument();
    expect(episodes.getByText(/lasted 48 m/)).toBeInTheDocument();
    expect(
      episodes.getByText(/at most at 161 times the sustainable rate/),
    ).toBeInTheDocument();
  });

  it('says so when nothing is measured', async () => {
    setUp({
      change: detail => ({
        ...detail,
        episodes: [],
        slo: {
          ...detail.slo,
          state: 'no-data',
          reason: { code: 'not-recorded' },
          windows: [],
          objective: undefined,
          budgetRemaining: undefined,
        },
      }),
    });
    expect(
      await screen.findByText('No error ratio is recorded yet.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No error ratio is recorded.')).toBeInTheDocument();
    expect(screen.getByText('The source records none')).toBeInTheDocument();
    expect(
      screen.getByText(/Without an objective there is no threshold/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^None since the portal watches/),
    ).toBeInTheDocument();
  });

  it('does not take what is old for the present', async () => {
    setUp({
      change: detail => ({
        ...detail,
        slo: {
          ...detail.slo,
          state: 'stale',
          reason: { code: 'sample-old', sampleAt: detail.slo.sampleAt! },
        },
      }),
    });
    const alerts = await region('Alerts');
    expect(alerts.getAllByText('Unknown')).toHaveLength(4);
    expect(alerts.queryByText('Firing')).toBeNull();
    expect(alerts.getByText(/of the last measurement/)).toBeInTheDocument();
  });

  it('tells how an unrecorded budget came about', async () => {
    setUp({ id: 'lab~llm-gateway~first-token-latency' });
    expect(
      await screen.findByText(/Averaged here without the times/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^No traffic in the last 5m/)).toBeInTheDocument();
  });

  it('says of a budget that is spent that it is', async () => {
    setUp({ id: 'lab~notification-worker~messages-freshness' });
    expect(
      await screen.findByText('The budget of the period is spent.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^The budget is spent; it comes back/),
    ).toBeInTheDocument();
  });

  it('tells a missing SLO from a failure', async () => {
    renderSlo(<SloDetailPage id="lab~a~b" />, {
      api: {
        slo: async () => {
          throw new NotFoundError('nothing here');
        },
      },
    });
    expect(await screen.findByText('There is no such SLO')).toBeInTheDocument();
  });

  it('says what failed', async () => {
    renderSlo(<SloDetailPage id="lab~a~b" />, {
      api: { slo: async () => Promise.reject(new Error('restarting')) },
    });
    expect(
      await screen.findByText('The SLO could not be loaded'),
    ).toBeInTheDocument();
  });

  it('says of what is shown that asking again has failed, until it succeeds', async () => {
    let isDown = false;
    const unlessDown = async <Answer,>(answer: Promise<Answer>) => {
      if (isDown) {
        throw new Error('Your session has ended');
      }
      return answer;
    };
    const { signal } = renderSlo(<SloDetailPage id={burningId} />, {
      api: {
        slo: id => unlessDown(fixtures.slo(id)),
        series: (id, range) => unlessDown(fixtures.series(id, range)),
        traffic: (id, range) => unlessDown(fixtures.traffic(id, range)),
      },
    });
    const charts = await region('Over time');
    await charts.findByRole('figure', { name: 'Rate of requests' });
    await charts.findByRole('figure', { name: 'Budget left' });
    isDown = true;
    await signal({ changed: 'states' });
    await act(() =>
      sloQueryClient.refetchQueries({ queryKey: ['slo', 'traffic'] }),
    );
    const words = /^The portal cannot be reached. You see its answer from/;
    // Of the SLO, and of its series.
    await waitFor(() => expect(screen.getAllByText(words)).toHaveLength(2));
    expect(charts.getByText(words)).toHaveTextContent(
      /Your session has ended$/,
    );
    expect(
      charts.getByText(/^Average over 5m;.*; asking for it again has failed$/),
    ).toBeInTheDocument();
    expect(screen.getByText('21 m 5 s of budget left')).toBeInTheDocument();
    isDown = false;
    await signal({ changed: 'states' });
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
  });

  it('shows the rest when only the series fail', async () => {
    renderSlo(<SloDetailPage id={burningId} />, {
      api: {
        slo: id => fixtures.slo(id),
        series: async () => Promise.reject(new Error('overloaded')),
      },
    });
    expect(
      await screen.findByText('The series could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText('21 m 5 s of budget left')).toBeInTheDocument();
  });
});
