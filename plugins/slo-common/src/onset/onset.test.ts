import { onsetInWords } from './onsetInWords';
import { sloOnsetResultSchema, toOnsetResult } from './schema';
import { Onset } from './types';

const sudden: Onset = {
  kind: 'found',
  shape: 'sudden',
  at: 1_777_888_800,
  earliest: 1_777_888_740,
  latest: 1_777_888_815,
  levels: { before: 0.1, since: 45 },
};

it.each<[Onset, string]>([
  [sudden, 'It began at once; the moment is known to within 1 m 15 s'],
  [
    { ...sudden, shape: 'gradual', earliest: 1_777_885_215 },
    'It began slowly; the moment is known to within 1 h',
  ],
  [
    { kind: 'before-range', from: 0 },
    'It burned already at the beginning of what was looked at',
  ],
  [
    { kind: 'not-burning' },
    'It does not burn, so there is no beginning to look for',
  ],
  [
    { kind: 'unknown', reason: 'no-data' },
    'Too little is recorded to say when it began',
  ],
  [
    { kind: 'unknown', reason: 'unclear' },
    'It hardly rose above what is usual, so nobody can say when it began',
  ],
])('says of %j', (onset, words) => {
  expect(onsetInWords(onset).replaceAll('\u00a0', ' ')).toBe(words);
});

it.each<[Onset, object]>([
  [
    sudden,
    {
      ...sudden,
      at: '2026-05-04T10:00:00.000Z',
      earliest: '2026-05-04T09:59:00.000Z',
      latest: '2026-05-04T10:00:15.000Z',
    },
  ],
  [
    { kind: 'before-range', from: 1_777_888_800 },
    { kind: 'before-range', from: '2026-05-04T10:00:00.000Z' },
  ],
  [{ kind: 'not-burning' }, { kind: 'not-burning' }],
])('travels as ISO 8601: %j', (onset, wire) => {
  expect(sloOnsetResultSchema.parse(toOnsetResult(onset))).toEqual(wire);
});
