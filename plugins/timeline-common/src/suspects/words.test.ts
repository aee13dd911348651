import { spanInWords, windowInWords } from './words';

it.each([
  [0, '0 s'],
  [-40_000, '40 s'],
  [89_400, '89 s'],
  [90_000, '2 m'],
  [59.4 * 60_000, '59 m'],
  [60 * 60_000, '1 h'],
  [125 * 60_000, '2 h 5 m'],
])('%p ms are %s', (milliseconds, words) => {
  expect(spanInWords(milliseconds).replaceAll('\u00a0', ' ')).toBe(words);
});

it.each([
  [30, 'the 30 minutes'],
  [60, 'the hour'],
  [360, 'the 6 hours'],
  [1440, 'the day'],
])('%p minutes are %s', (minutes, words) => {
  expect(windowInWords(minutes)).toBe(words);
});
