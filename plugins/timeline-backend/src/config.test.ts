import { ConfigReader } from '@backstage/config';
import { readTimelineConfig } from './config';

const dayMs = 24 * 3_600_000;

it.each([
  [{}, 400 * dayMs],
  [{ retention: { days: 90 } }, 90 * dayMs],
  [{ retention: '30d' }, 30 * dayMs],
  [{ retention: 'P1D' }, dayMs],
])('%j keeps events for %i ms', (timeline, retentionMs) => {
  expect(readTimelineConfig(new ConfigReader({ timeline }))).toEqual({
    retentionMs,
  });
});

it.each([
  [{ retention: '1h' }],
  [{ retention: { hours: 23 } }],
  [{ retention: { days: -5 } }],
  [{ retention: 'long' }],
  [{ retention: { fortnights: 2 } }],
])('%j is refused with the key', timeline => {
  expect(() => readTimelineConfig(new ConfigReader({ timeline }))).toThrow(
    /timeline\.retention|fortnights/,
  );
});
