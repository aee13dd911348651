import { objectiveInWords, thresholdInWords } from '../words';
import { SloIndicator } from './schema';
import { countedNoun, indicatorInWords, percentileInWords } from './words';

const plain = (text: string | undefined) => text?.replace(/\u00a0/g, ' ');

const latency: SloIndicator = {
  kind: 'latency',
  thresholdSeconds: 0.3,
  noun: 'requests',
};
const firstToken: SloIndicator = {
  kind: 'first-token',
  thresholdSeconds: 0.8,
  noun: 'first tokens',
};
const freshness: SloIndicator = {
  kind: 'freshness',
  thresholdSeconds: 90,
  noun: 'messages',
};
const availability: SloIndicator = { kind: 'events', noun: 'requests' };

describe('an indicator in words', () => {
  it.each<[SloIndicator, number | undefined, string, string | undefined]>([
    [
      latency,
      0.99,
      '99 % of requests within 300 ms',
      'The 99th percentile of the durations is at most 300 ms',
    ],
    [
      firstToken,
      0.95,
      '95 % of first tokens within 800 ms',
      'The 95th percentile of the times to the first token is at most 800 ms',
    ],
    [
      freshness,
      0.9990000000000001,
      '99.9 % of messages within 1 m 30 s',
      'The 99.9th percentile of the ages of messages is at most 1 m 30 s',
    ],
    [availability, 0.999, '99.9 % of requests without a failure', undefined],
    [latency, undefined, 'Share of requests within 300 ms', undefined],
    [latency, 1, '100 % of requests within 300 ms', undefined],
  ])('%j at %p: %s', (indicator, objective, words, percentile) => {
    expect(plain(indicatorInWords(indicator, objective))).toBe(words);
    expect(
      plain(
        objective === undefined
          ? undefined
          : percentileInWords(indicator, objective),
      ),
    ).toBe(percentile);
  });

  it.each([
    [0.91, '91st'],
    [0.92, '92nd'],
    [0.93, '93rd'],
    [0.11, '11th'],
    [0.5, '50th'],
  ])('calls %d the %s percentile', (objective, name) => {
    expect(percentileInWords(latency, objective)).toContain(
      `The ${name} percentile`,
    );
  });

  it.each([
    [undefined, 'events'],
    [freshness, 'messages'],
    [firstToken, 'requests'],
  ])('%j counts %s', (indicator, noun) => {
    expect(countedNoun(indicator)).toBe(noun);
  });

  it.each([
    [0.0005, '0.5 ms'],
    [0.3, '300 ms'],
    [1, '1 s'],
    [2.5, '2.5 s'],
    [60, '1 m'],
  ])('a threshold of %d s is %s', (seconds, words) => {
    expect(plain(thresholdInWords(seconds))).toBe(words);
  });

  it.each<[SloIndicator | undefined, string]>([
    [undefined, 'at most 7 h 12 m of full outage'],
    [availability, 'at most 7 h 12 m of full outage'],
    [latency, 'at most 7 h 12 m with all requests slower than 300 ms'],
    [freshness, 'at most 7 h 12 m with all messages older than 1 m 30 s'],
  ])('%j says what the budget is worth: %s', (indicator, words) => {
    expect(plain(objectiveInWords(0.99, 30, indicator))).toBe(
      `99 % over 30 days: ${words}`,
    );
  });
});
