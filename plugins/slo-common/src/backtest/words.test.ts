import {
  backtestInWords,
  incidentFactsInWords,
  incidentOutcomeInWords,
  missingInWords,
  suggestionInWords,
  suggestionReasonInWords,
} from './words';
import { BacktestResult } from './types';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const month = { from: 0, to: 30 * 86_400 };
const run = { from: 0, to: 300 };

const result: BacktestResult = {
  objective: 0.999,
  policyId: 'current',
  pages: [],
  tickets: [],
  pageMinutes: 0,
  breachMinutes: 0,
  unreachablePairs: [],
  incidents: [],
  hits: 0,
  misses: 0,
  pagesWithoutIncident: 0,
};

describe('a backtest in words', () => {
  it.each<[Partial<BacktestResult>, string]>([
    [{}, 'Would have paged never in 30 d'],
    [
      {
        pages: [run, run, run, run],
        hits: 3,
        misses: 1,
        pagesWithoutIncident: 1,
        medianDetectionSeconds: 300,
        budgetSpent: 0.384,
      },
      'Would have paged 4 times in 30 d; 3 of the 4 incidents that the SLI shows would have been told, half of them within 5 m; 1 page without an incident; 38 % of the budget spent',
    ],
    [
      { pages: [run, run], hits: 2, medianDetectionSeconds: 600 },
      'Would have paged twice in 30 d; all 2 incidents that the SLI shows would have been told, half of them within 10 m',
    ],
    [
      { pages: [run], hits: 1, medianDetectionSeconds: 600 },
      'Would have paged once in 30 d; the one incident that the SLI shows would have paged after 10 m',
    ],
    [
      { misses: 1 },
      'Would have paged never in 30 d; nobody would have been told of the one incident that the SLI shows',
    ],
    [
      { hits: 1 },
      'Would have paged never in 30 d; the one incident that the SLI shows would have been a ticket',
    ],
  ])('%#', (override, words) => {
    expect(plain(backtestInWords({ ...result, ...override }, month))).toBe(
      words,
    );
  });

  it.each([
    [{ outcome: 'paged', detectionSeconds: 240 }, 'Paged after 4 m'],
    [
      { outcome: 'ticketed', detectionSeconds: 7_200 },
      'Only a ticket after 2 h',
    ],
    [
      { outcome: 'missed' },
      'Missed: the SLI shows it, but nobody would have been told',
    ],
    [
      { outcome: 'unseen' },
      'Not in this SLI: it was no worse than at other times',
    ],
    [{ outcome: 'not-recorded' }, 'Not recorded: too little of it is known'],
  ] as const)('%p is %s', (outcome, words) => {
    expect(plain(incidentOutcomeInWords({ id: 'a', ...outcome }))).toBe(words);
  });

  it('says how an incident shows', () => {
    const incident = {
      id: 'a',
      title: 'A',
      severity: 'info',
      from: 0,
      to: 1,
      coverage: 1,
    } as const;
    expect(
      plain(
        incidentFactsInWords({
          ...incident,
          errorRatio: 0.021,
          isVisible: true,
        }),
      ),
    ).toBe('2.1 % of events failed');
    expect(
      plain(
        incidentFactsInWords({ ...incident, errorRatio: 0, isVisible: false }),
      ),
    ).toBe('0 % of events failed, as at other times');
    expect(incidentFactsInWords({ ...incident, isVisible: false })).toBe(
      'Nothing is recorded of it',
    );
  });
});

describe('a suggestion in words', () => {
  it.each([
    [{ kind: 'none', missing: [] }, 'Nothing is suggested'],
    [
      { kind: 'keep', objective: 0.999, policyId: 'current', reasons: [] },
      'Keep 99.9 % and its alerts',
    ],
    [
      { kind: 'change', objective: 0.995, policyId: 'current', reasons: [] },
      'Change the objective to 99.5 %; its alerts can stay',
    ],
    [
      { kind: 'change', objective: 0.999, policyId: 'calm', reasons: [] },
      'Keep 99.9 %, and change to the alert windows "Calm"',
    ],
    [
      { kind: 'change', objective: 0.995, policyId: 'calm', reasons: [] },
      'Change to 99.5 % with the alert windows "Calm"',
    ],
  ] as const)('%#', (suggestion, words) => {
    expect(plain(suggestionInWords(suggestion as any, 0.999))).toBe(words);
  });

  it.each([
    [
      { code: 'fewer-misses', from: 2, to: 0, of: 4 },
      'Of 4 incidents that the SLI shows it would have missed 0 rather than 2.',
    ],
    [
      { code: 'fewer-false-pages', from: 5, to: 1 },
      'It would have paged once without an incident, rather than 5 times.',
    ],
    [
      { code: 'overspent', spent: 3.1 },
      'The history spent 310 % of the present budget: the objective promises what the service does not keep.',
    ],
    [
      { code: 'catches-all', of: 1 },
      'It would have told of the one incident that the SLI shows, and paged for nothing else.',
    ],
    [
      { code: 'none-better', misses: 1, falsePages: 2 },
      'It has 1 missed incident and 2 pages without one, and none of the candidates does better.',
    ],
    [
      { code: 'history-supports', objective: 0.9995, spent: 0.7 },
      'The strictest objective with room to spare is 99.95 %: the history spent 70 % of its budget.',
    ],
  ] as const)('%#', (reason, words) => {
    expect(plain(suggestionReasonInWords(reason))).toBe(words);
  });

  it.each([
    [
      { code: 'short-history', days: 3, needed: 7 },
      'The history is 3 d long; it takes 7 days.',
    ],
    [
      { code: 'low-coverage', coverage: 0.4, needed: 0.5 },
      '40 % of the time is recorded; it takes 50 %, for what is missing may have been the worst.',
    ],
    [{ code: 'no-history' }, 'No error ratio is recorded in this time.'],
  ] as const)('%#', (missing, words) => {
    expect(plain(missingInWords(missing))).toBe(words);
  });
});
