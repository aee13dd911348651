import { NotFoundError } from '@backstage/errors';
import {
  NewSloReview,
  SloBacktest,
  SloReviewAnswer,
} from '@goreliable/plugin-slo-common';
import { screen, within } from '@testing-library/react';
import { SloApi } from '../../api/SloApi';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { burningId } from '../../__fixtures__/recorded';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { ReviewPage } from './ReviewPage';

function setUp(
  options: {
    id?: string;
    review?: (answer: SloReviewAnswer) => SloReviewAnswer;
    backtest?: (answer: SloBacktest) => SloBacktest;
    api?: Partial<SloApi>;
    at?: string;
  } = {},
) {
  const { id = burningId } = options;
  const fixtures = new FixtureSloApi();
  const recordReview = jest.fn((asked: string, review: NewSloReview) =>
    fixtures.recordReview(asked, review),
  );
  const { review = same => same, backtest = same => same } = options;
  const tried = jest.fn();
  return {
    recordReview,
    tried,
    ...renderSlo(<ReviewPage id={id} />, {
      api: {
        slo: asked => fixtures.slo(asked),
        review: async asked => review(await fixtures.review(asked)),
        backtest: async (asked, how) => {
          tried(how?.windows);
          return backtest(await fixtures.backtest(asked, how));
        },
        series: (asked, range) => fixtures.series(asked, range),
        recordReview,
        ...options.api,
      },
      at: options.at,
    }),
  };
}

/** Numbers and their units are kept together by spaces of another kind. */
const plain = (text: string | null) => text?.replace(/\u00a0/g, ' ');

const region = async (name: string) =>
  within(await screen.findByRole('region', { name }));

describe('the review of an SLO', () => {
  it('says what the objective means, in time and in events', async () => {
    setUp();
    const meaning = await region('What it means');
    expect(
      meaning.getByText(/^99.9 % over 30 days: at most 43 m 12 s/),
    ).toBeInTheDocument();
    expect(
      meaning.getByText(/^At this traffic [\d,]+ bad requests left of 6,480/),
    ).toBeInTheDocument();
    expect(
      meaning.getByText(/^At the burn of the last 1h the budget is gone in/),
    ).toBeInTheDocument();
  });

  it('lists what is wrong, the gravest first, with what to do', async () => {
    setUp();
    const findings = await region('Is it meaningful?');
    const items = findings.getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('Misleading');
    expect(items[0]).toHaveTextContent(/502, 503, 504 do not count as errors/);
    expect(items[0]).toHaveTextContent('Count all of them: code=~"5..".');
    expect(items.at(-1)).toHaveTextContent('Worth a thought');
  });

  it('says so where nothing is wrong, and what could not be judged', async () => {
    setUp({
      review: answer => ({
        ...answer,
        findings: [],
        missing: [{ input: 'rules', reason: 'The rules are not known.' }],
      }),
    });
    const findings = await region('Is it meaningful?');
    expect(
      findings.getByText(/^Nothing speaks against it/),
    ).toBeInTheDocument();
    expect(findings.getByText('The rules are not known.')).toBeInTheDocument();
  });

  it('shows candidates with the present one marked', async () => {
    setUp();
    const panel = await region('What would other objectives have done?');
    expect(
      (await panel.findAllByRole('rowheader')).map(each =>
        plain(each.textContent),
      ),
    ).toEqual(['99.5 %', '99.8 %', '99.9 %', '99.95 %', '99.99 %']);
    expect(
      panel.getAllByRole('columnheader').map(each => each.textContent),
    ).toEqual([
      'Objective',
      'Budget spent',
      'As it is',
      'Eager',
      'Calm',
      'Long windows',
    ]);
    expect(panel.getAllByText(/as it is/)).toHaveLength(1);
    expect(panel.getByText(/^Tried on 30 d in slices of/)).toBeInTheDocument();
  });

  it('explains the candidate that is chosen, and what became of incidents', async () => {
    const { user } = setUp();
    const panel = await region('What would other objectives have done?');
    const row = await panel.findByRole('row', { name: /^99\.99.%/ });
    const [candidate] = within(row).getAllByRole('button');
    await user.click(candidate);
    expect(candidate).toHaveAttribute('aria-pressed', 'true');
    expect(
      panel.getByRole('heading', {
        level: 3,
        name: /^99\.99.%, As it is$/,
      }),
    ).toBeInTheDocument();
    expect(panel.getByText(/^Would have paged/)).toBeInTheDocument();
    expect(
      await panel.findByRole('figure', { name: 'Error ratio' }),
    ).toBeInTheDocument();
    const incidents = within(panel.getByRole('list', { name: 'Incidents' }));
    const items = incidents.getAllByRole('listitem');
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent(/Orders fail/);
    expect(items[0]).toHaveTextContent(/Paged/);
  });

  it('tries alert windows of ones own, which the address keeps', async () => {
    const { user, tried } = setUp();
    const panel = await region('What would other objectives have done?');
    await user.click(await panel.findByText('Try alert windows of your own'));
    const form = within(
      panel.getByRole('form', { name: 'Alert windows to try' }),
    );
    // It begins with the windows that the SLO has.
    expect(form.getAllByRole('group')).toHaveLength(4);
    for (const pair of ['4', '3', '2']) {
      await user.click(
        form.getByRole('button', { name: `Remove pair ${pair}` }),
      );
    }
    const factor = form.getByLabelText('Burn above');
    expect(factor).toHaveValue('14.4');
    await user.clear(factor);
    await user.type(factor, '20');
    const long = form.getByLabelText('Long window');
    await user.clear(long);
    await user.type(long, '5m');
    await user.click(form.getByRole('button', { name: 'Try these windows' }));
    expect(form.getByRole('alert')).toHaveTextContent(
      /whose long window must be longer than its short one/,
    );
    await user.clear(long);
    await user.type(long, '2h');
    await user.click(form.getByRole('button', { name: 'Try these windows' }));
    expect(screen.getByLabelText('address')).toHaveTextContent(
      'windows=page-2h-5m-20',
    );
    expect(
      await panel.findByRole('columnheader', { name: 'Own: 2h/5m above 20' }),
    ).toBeInTheDocument();
    expect(tried.mock.lastCall).toEqual([['page-2h-5m-20']]);
    const list = within(
      panel.getByRole('list', { name: 'Alert windows of your own' }),
    );
    await user.click(list.getByRole('button', { name: 'Remove' }));
    expect(screen.getByLabelText('address').textContent).toBe('/');
  });

  it('opens with the alert windows of the address, and says what is wrong with them', async () => {
    setUp({ at: '/?windows=page-2h-10m-7.5_ticket-1d-1h-2&windows=mine' });
    const panel = await region('What would other objectives have done?');
    expect(
      await panel.findByRole('columnheader', {
        name: 'Own: 2h/10m above 7.5',
      }),
    ).toBeInTheDocument();
    expect(
      panel.getByText(/^'mine' has 'mine', which is no pair/),
    ).toBeVisible();
    const row = panel.getByRole('row', { name: /^99\.9.%/ });
    expect(within(row).getAllByRole('button')).toHaveLength(5);
  });

  it('says what is suggested and why', async () => {
    setUp({
      backtest: answer => ({
        ...answer,
        suggestion: {
          kind: 'change',
          objective: 0.995,
          policyId: 'calm',
          reasons: [{ code: 'fewer-false-pages', from: 5, to: 1 }],
        },
      }),
    });
    const panel = await region('What would other objectives have done?');
    expect(
      await panel.findByText('Change to 99.5 % with the alert windows "Calm"'),
    ).toBeInTheDocument();
    expect(
      panel.getByText(
        'It would have paged once without an incident, rather than 5 times.',
      ),
    ).toBeInTheDocument();
    expect(panel.getByText('suggested')).toBeInTheDocument();
    expect(
      panel.getByRole('heading', { level: 3, name: /^99\.5.%, Calm$/ }),
    ).toBeInTheDocument();
  });

  it('suggests nothing without data, and says what is missing', async () => {
    setUp({
      backtest: answer => ({
        ...answer,
        backtest: { ...answer.backtest, coverage: 0 },
        suggestion: { kind: 'none', missing: [{ code: 'no-history' }] },
        missing: [{ input: 'incidents', reason: 'No incidents are known.' }],
      }),
    });
    const panel = await region('What would other objectives have done?');
    expect(await panel.findByText('Nothing is suggested')).toBeInTheDocument();
    expect(
      panel.getByText('No error ratio is recorded in this time.'),
    ).toBeInTheDocument();
    expect(panel.getByText('No incidents are known.')).toBeInTheDocument();
    expect(panel.queryByRole('table')).toBeNull();
  });

  it('says how old it is while its source is down', async () => {
    const down = [
      { name: 'lab', state: 'unreachable' as const, error: 'refused' },
    ];
    setUp({
      review: answer => ({ ...answer, sources: down }),
      backtest: answer => ({ ...answer, sources: down }),
    });
    expect((await screen.findAllByText(/refused/)).length).toBeGreaterThan(0);
  });

  it('records a decision, and lists it', async () => {
    const { user, recordReview } = setUp();
    const reviews = await region('Reviews');
    expect(reviews.getByText('Never reviewed')).toBeInTheDocument();
    await user.click(reviews.getByRole('radio', { name: /^Change/ }));
    await user.type(
      reviews.getByRole('textbox', { name: 'What to change, or why' }),
      'Count 503 too',
    );
    const date = reviews.getByLabelText('Next review by');
    expect((date as HTMLInputElement).value).toMatch(/^\d{4}-\d\d-\d\d$/);
    await user.click(
      reviews.getByRole('button', { name: 'Record the review' }),
    );
    expect(recordReview).toHaveBeenCalledWith(burningId, {
      decision: 'change',
      note: 'Count 503 too',
      nextReviewOn: (date as HTMLInputElement).value,
    });
    expect(
      await reviews.findByText('The review is recorded.'),
    ).toBeInTheDocument();
    const list = within(
      await reviews.findByRole('list', { name: 'Past reviews' }),
    );
    expect(list.getByText('To be changed')).toBeInTheDocument();
    expect(list.getByText('Count 503 too')).toBeInTheDocument();
    expect(await reviews.findByText('Reviewed')).toBeInTheDocument();
  });

  it('asks for no next review of what is retired', async () => {
    const { user, recordReview } = setUp();
    const reviews = await region('Reviews');
    await user.click(reviews.getByRole('radio', { name: /^Retire/ }));
    expect(reviews.queryByLabelText('Next review by')).toBeNull();
    await user.type(reviews.getByRole('textbox'), 'Nobody asks');
    await user.click(
      reviews.getByRole('button', { name: 'Record the review' }),
    );
    expect(recordReview).toHaveBeenCalledWith(burningId, {
      decision: 'retire',
      note: 'Nobody asks',
    });
  });

  it('says why a review was refused', async () => {
    const { user } = setUp({
      api: {
        recordReview: async () => {
          throw new Error('You may not review it');
        },
      },
    });
    const reviews = await region('Reviews');
    await user.click(
      reviews.getByRole('button', { name: 'Record the review' }),
    );
    expect(
      await reviews.findByText('The review could not be recorded'),
    ).toBeInTheDocument();
  });

  it('shows an overdue review, to those who may not record one too', async () => {
    setUp({
      review: answer => ({
        ...answer,
        mayReview: false,
        reviews: [
          {
            id: '1',
            sloId: answer.id,
            decidedAt: '2024-01-01T10:00:00.000Z',
            decidedBy: 'user:default/omar',
            decision: 'keep',
            note: '',
            nextReviewOn: '2024-04-01',
          },
        ],
      }),
    });
    const reviews = await region('Reviews');
    expect(reviews.getByText('Review overdue')).toBeInTheDocument();
    expect(reviews.getByRole('link', { name: 'omar' })).toBeInTheDocument();
    expect(reviews.getByText(/^Only the owners/)).toBeInTheDocument();
    expect(reviews.queryByRole('form')).toBeNull();
    expect(
      reviews.queryByRole('button', { name: 'Record the review' }),
    ).toBeNull();
  });

  it('is one of the pages of its SLO', async () => {
    setUp();
    const tabs = within(
      await screen.findByRole('navigation', {
        name: 'requests-availability sections',
      }),
    );
    expect(
      tabs.getAllByRole('link').map(link => link.getAttribute('href')),
    ).toEqual([`/slo/${burningId}`, `/slo/${burningId}/review`]);
  });

  it('shows the rest when only the backtest fails', async () => {
    setUp({
      api: { backtest: async () => Promise.reject(new Error('overloaded')) },
    });
    expect(
      await screen.findByText('The candidates could not be tried'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Is it meaningful?' }),
    ).toBeInTheDocument();
  });

  it.each([
    [new NotFoundError('nothing here'), 'There is no such SLO'],
    [new Error('restarting'), 'The review could not be loaded'],
  ])('tells %s', async (error, words) => {
    setUp({
      api: {
        slo: () => Promise.reject(error),
        review: () => Promise.reject(error),
      },
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
