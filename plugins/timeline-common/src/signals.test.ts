import fc from 'fast-check';
import { timelineBucket, timelineChangedSignalSchema } from './signals';

it('a bucket is from 0 to 255, whatever the case of the reference', () => {
  fc.assert(
    fc.property(fc.string(), ref => {
      const bucket = timelineBucket(ref);
      expect(timelineChangedSignalSchema.parse({ buckets: [bucket] })).toEqual({
        buckets: [bucket],
      });
    }),
  );
  expect(timelineBucket('Component:default/Gateway')).toBe(
    timelineBucket('component:default/gateway'),
  );
});

it('entities spread over the buckets', () => {
  const buckets = new Set(
    Array.from({ length: 2_000 }, (_, i) =>
      timelineBucket(`component:default/service-${i}`),
    ),
  );
  expect(buckets.size).toBeGreaterThan(250);
});
