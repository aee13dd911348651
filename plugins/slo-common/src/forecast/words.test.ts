import { trafficFacts } from './traffic';
import { badEventsInWords, forecastInWords } from './words';
import { ExhaustionForecast } from './exhaustion';

const hour = 3_600;
const day = 24 * hour;
const present = { window: '1h', burnRate: 5 };
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('a forecast in words', () => {
  it.each<[ExhaustionForecast, string]>([
    [
      {
        kind: 'exhausts',
        present,
        seconds: 2 * day + 4 * hour,
        earliestSeconds: day + 3 * hour,
        latestSeconds: 5 * day,
        confidence: 'uncertain',
      },
      'At the burn of the last 1h the budget is gone in 2 d 4 h; between 1 d 3 h and 5 d',
    ],
    [
      {
        kind: 'exhausts',
        present,
        seconds: day,
        earliestSeconds: hour,
        confidence: 'uncertain',
      },
      'At the burn of the last 1h the budget is gone in 1 d; in 1 h at the earliest, or not at all',
    ],
    [
      {
        kind: 'exhausts',
        present,
        seconds: day,
        earliestSeconds: day,
        latestSeconds: day + 1,
        confidence: 'firm',
      },
      'At the burn of the last 1h the budget is gone in 1 d',
    ],
    [
      { kind: 'lasts', present, recovering: false },
      'It lasts: the burn of the last 1h is below the sustainable rate',
    ],
    [
      { kind: 'lasts', present, recovering: true, earliestSeconds: 5 * day },
      'It recovers: the burn of the last 1h is back below the sustainable rate; should it burn again as before, the budget is gone in 5 d',
    ],
    [
      { kind: 'spent' },
      'The budget is spent; it comes back as old failures leave the period',
    ],
    [
      { kind: 'unknown', missing: 'present' },
      'No forecast: nothing is known of the present',
    ],
  ])('%#', (forecast, words) => {
    expect(plain(forecastInWords(forecast))).toBe(words);
  });
});

describe('bad events in words', () => {
  const slo = { objective: 0.999, periodDays: 30, budgetRemaining: 0.5 };
  it.each([
    {
      perDay: 80_280,
      words:
        'At this traffic 1,204 bad requests left of 2,408; one costs 0.04 % of the budget',
    },
    {
      perDay: 20,
      words:
        'At this traffic not one bad event fits into the budget: one costs 1.67 times the whole of it',
    },
    {
      perDay: 0,
      words: 'There is no traffic, so no number of bad requests can be said',
    },
  ])('$words', ({ perDay, words }) => {
    const facts = trafficFacts(slo, perDay / 86_400, []);
    expect(plain(badEventsInWords(facts, 'requests'))).toBe(words);
  });

  it('do without what is left where it is not known', () => {
    const facts = trafficFacts({ objective: 0.9, periodDays: 1 }, 1, []);
    expect(badEventsInWords(facts)).toBe(
      'At this traffic 8,640 bad events are allowed in a period',
    );
  });
});
