import { workbookAlertWindows } from '../alertPairs';
import { backtest } from './backtest';
import { objectiveCandidates, policyCandidates } from './candidates';
import { suggestReview } from './suggestion';
import { PastIncident } from './types';

const hour = 3_600;
const day = 86_400;
const start = 1_777_888_800;

interface Outage {
  /** Days from the start. */
  at: number;
  hours: number;
  errorRatio: number;
  severity?: PastIncident['severity'];
  /** Whether people called it an incident; by default they did. */
  isIncident?: boolean;
}

/** A suggestion for 30 days with such outages, and a few failures at all times. */
function suggestFor(
  objective: number | undefined,
  outages: readonly Outage[],
  options: { days?: number; usual?: number; recorded?: number } = {},
) {
  const { days = 30, usual = 0.0001, recorded = 1 } = options;
  const within = (at: number) =>
    outages.find(
      outage =>
        at > outage.at * day && at <= outage.at * day + outage.hours * hour,
    );
  const tested = backtest({
    history: {
      from: start + 300,
      sliceSeconds: 300,
      errorRatios: Array.from({ length: days * 288 }, (_, index) =>
        index < recorded * days * 288
          ? within((index + 1) * 300)?.errorRatio ?? usual
          : NaN,
      ),
    },
    objectives: objectiveCandidates(objective),
    policies: policyCandidates(30, workbookAlertWindows),
    incidents: outages.flatMap((outage, index) =>
      outage.isIncident === false
        ? []
        : [
            {
              id: `${index}`,
              title: 'An outage',
              severity: outage.severity ?? 'critical',
              from: start + outage.at * day,
              to: start + outage.at * day + outage.hours * hour,
            },
          ],
    ),
  });
  return suggestReview(tested, objective);
}

const codesOf = (suggestion: ReturnType<typeof suggestReview>) =>
  suggestion.kind === 'none'
    ? suggestion.missing.map(({ code }) => code)
    : suggestion.reasons.map(({ code }) => code);

describe('a suggestion', () => {
  it('keeps what told of every incident and of nothing else', () => {
    const suggestion = suggestFor(0.999, [
      { at: 5, hours: 1, errorRatio: 0.05 },
      { at: 15, hours: 1, errorRatio: 0.05 },
    ]);
    expect(suggestion).toMatchObject({
      kind: 'keep',
      objective: 0.999,
      policyId: 'current',
    });
    expect(codesOf(suggestion)).toEqual(['catches-all', 'history-supports']);
  });

  it('changes what misses a critical incident', () => {
    // 6 % for three hours are 3 % of six: less than 6 x 2 %.
    const suggestion = suggestFor(0.98, [
      { at: 5, hours: 3, errorRatio: 0.06 },
    ]);
    expect(suggestion.kind).toBe('change');
    expect((suggestion as any).reasons[0]).toEqual({
      code: 'fewer-misses',
      from: 1,
      to: 0,
      of: 1,
    });
    const { objective, policyId } = suggestion as any;
    expect(objective > 0.98 || policyId !== 'current').toBe(true);
  });

  it('calms what pages without an incident', () => {
    const suggestion = suggestFor(0.999, [
      { at: 5, hours: 1, errorRatio: 0.2 },
      { at: 10, hours: 1, errorRatio: 0.016, isIncident: false },
      { at: 20, hours: 1, errorRatio: 0.016, isIncident: false },
    ]);
    expect(suggestion).toMatchObject({
      kind: 'change',
      // The objective can stay: other alerts are the smaller change.
      objective: 0.999,
      policyId: 'calm',
    });
    expect(codesOf(suggestion)).toContain('fewer-false-pages');
  });

  it('lowers what the service does not keep', () => {
    const suggestion = suggestFor(0.999, [], { usual: 0.003 });
    expect(suggestion).toMatchObject({ kind: 'change', objective: 0.995 });
    expect(codesOf(suggestion)).toEqual([
      'overspent',
      'not-overspent',
      'no-incidents',
      'history-supports',
    ]);
  });

  it('does not judge pages where no incident is known', () => {
    const suggestion = suggestFor(0.999, [
      { at: 10, hours: 1, errorRatio: 0.02, isIncident: false },
    ]);
    expect(suggestion).toMatchObject({ kind: 'keep', objective: 0.999 });
    expect(codesOf(suggestion)).toEqual(['no-incidents', 'history-supports']);
  });

  it('says of incidents that the SLI does not show', () => {
    const suggestion = suggestFor(0.999, [
      { at: 5, hours: 1, errorRatio: 0.05 },
      { at: 15, hours: 1, errorRatio: 0.0001 },
    ]);
    expect(codesOf(suggestion)).toContain('unseen-incidents');
  });

  it.each([
    ['an objective', suggestFor(undefined, []), ['no-objective']],
    ['a budget', suggestFor(1, []), ['no-objective']],
    ['a history', suggestFor(0.99, [], { recorded: 0 }), ['no-history']],
    ['a week', suggestFor(0.99, [], { days: 3 }), ['short-history']],
    [
      'more of its history',
      suggestFor(0.99, [], { recorded: 0.4 }),
      ['low-coverage'],
    ],
  ])('is not made without %s', (_, suggestion, missing) => {
    expect(suggestion.kind).toBe('none');
    expect(codesOf(suggestion)).toEqual(missing);
  });
});

describe('candidates', () => {
  it('are the neighbours of the objective, and what is asked for', () => {
    expect(objectiveCandidates(0.999)).toEqual([
      0.995, 0.998, 0.999, 0.9995, 0.9999,
    ]);
    // With the noise that recorded objectives carry.
    expect(objectiveCandidates(0.9990000000000001)).toHaveLength(5);
    expect(objectiveCandidates(0.993, [0.5, 0.993, 1])).toEqual([
      0.5, 0.98, 0.99, 0.993, 0.995, 0.998,
    ]);
    expect(objectiveCandidates(undefined)).toHaveLength(10);
    expect(objectiveCandidates(1)).toEqual([0.9995, 0.9999]);
  });

  it('have the present alerts first, and none of them twice', () => {
    const ids = (windows = workbookAlertWindows) =>
      policyCandidates(30, windows).map(({ id }) => id);
    expect(ids()).toEqual(['current', 'eager', 'calm', 'long']);
    expect(ids(workbookAlertWindows.slice(0, 2))).toEqual([
      'current',
      'workbook',
      'eager',
      'calm',
      'long',
    ]);
  });
});
