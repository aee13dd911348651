import fc from 'fast-check';
import { alertPairsFor, evaluatePair } from '../alertPairs';
import { errorBudget } from '../budget';
import { firesOnOne, trafficFacts } from './traffic';

const pairs = alertPairsFor(30);
const slo = { objective: 0.999, periodDays: 30, budgetRemaining: 0.25 };
const perDay = 1 / 86_400;

describe('an objective at its traffic', () => {
  it.each([
    { eventsPerDay: 100_000, allowed: 3_000, left: 750 },
    { eventsPerDay: 100, allowed: 3, left: 0 },
    { eventsPerDay: 10, allowed: 0, left: 0 },
    { eventsPerDay: 0, allowed: 0, left: 0 },
  ])('of $eventsPerDay a day bears $allowed failures', row => {
    const facts = trafficFacts(slo, row.eventsPerDay * perDay, pairs);
    expect(facts.eventsPerPeriod).toBeCloseTo(row.eventsPerDay * 30, 6);
    expect(facts.badEventsAllowed).toBe(row.allowed);
    expect(facts.badEventsLeft).toBe(row.left);
  });

  it('says what one failure costs', () => {
    expect(trafficFacts(slo, 100 * perDay, pairs).costOfOne).toBeCloseTo(1 / 3);
    expect(trafficFacts(slo, 0, pairs).costOfOne).toBe(Infinity);
    expect(trafficFacts({ ...slo, objective: 1 }, 1, pairs).costOfOne).toBe(
      Infinity,
    );
  });

  it('says how many failures an alert takes', () => {
    // One event a second: 3,600 in an hour, of which 1.44 % are 51.84.
    const [pageQuick, pageSlow] = trafficFacts(slo, 1, pairs).pairs;
    expect(pageQuick).toMatchObject({ events: 3_600, badEventsToFire: 52 });
    expect(pageSlow).toMatchObject({ events: 21_600, badEventsToFire: 130 });
    const quiet = trafficFacts(slo, 50 / 3_600, pairs).pairs;
    expect(quiet.map(firesOnOne)).toEqual([true, false, false, false]);
  });

  it('has alerts that no number of failures fires', () => {
    const [pageQuick] = trafficFacts(
      { objective: 0.9, periodDays: 30 },
      1,
      pairs,
    ).pairs;
    expect(pageQuick.badEventsToFire).toBeUndefined();
    expect(firesOnOne(pageQuick)).toBe(false);
  });

  it('agrees with the comparison that the alerts make', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.9, max: 0.9999, noNaN: true }),
        fc.integer({ min: 10, max: 1_000_000 }),
        fc.integer({ min: 0, max: 3 }),
        (objective, eventsInWindow, index) => {
          const pair = pairs[index];
          const met = pair.factor * errorBudget(objective) * eventsInWindow;
          // On a whole number of events rounding decides, in Prometheus too.
          fc.pre(Math.abs(met - Math.round(met)) > 1e-6);
          const { badEventsToFire } = trafficFacts(
            { objective, periodDays: 30 },
            eventsInWindow / pair.longSeconds,
            [pair],
          ).pairs[0];
          const phaseWith = (failed: number) =>
            evaluatePair(pair, objective, [
              { seconds: pair.shortSeconds, errorRatio: 1 },
              {
                seconds: pair.longSeconds,
                errorRatio: failed / eventsInWindow,
              },
            ]).phase;
          const most = badEventsToFire ?? eventsInWindow + 1;
          expect(phaseWith(most - 1)).not.toBe('firing');
          expect(
            badEventsToFire === undefined ||
              phaseWith(badEventsToFire) === 'firing',
          ).toBe(true);
        },
      ),
    );
  });
});
