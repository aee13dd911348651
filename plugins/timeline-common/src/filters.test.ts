import fc from 'fast-check';
import {
  defaultTimelineFilters,
  TimelineFilters,
  timelineFiltersFromSearchParams,
  timelineFiltersToQuery,
  timelineFiltersToSearchParams,
  TimelineRangeName,
  timelineRanges,
} from './filters';
import { timelineKinds, timelineSeverities } from './types';

const filters: fc.Arbitrary<TimelineFilters> = fc.record({
  kinds: fc.subarray([...timelineKinds]),
  severities: fc.subarray([...timelineSeverities]),
  range: fc.oneof(
    fc.constantFrom(...(Object.keys(timelineRanges) as TimelineRangeName[])),
    fc.constant({
      from: '2026-05-01T00:00:00.000Z',
      to: '2026-05-02T00:00:00.000Z',
    }),
  ),
  hops: fc.nat(3),
  text: fc.string({ unit: 'grapheme' }).map(text => text.trim()),
});

it('filters go through an address and back, and leave other parameters alone', () => {
  fc.assert(
    fc.property(filters, chosen => {
      const params = timelineFiltersToSearchParams(
        chosen,
        new URLSearchParams('tab=1&kind=alert&hops=2'),
      );
      expect(params.get('tab')).toBe('1');
      expect(
        timelineFiltersFromSearchParams(new URLSearchParams(params.toString())),
      ).toEqual(chosen);
    }),
  );
});

it('defaults leave no trace in an address', () => {
  expect(timelineFiltersToSearchParams(defaultTimelineFilters).size).toBe(0);
  expect(timelineFiltersFromSearchParams(new URLSearchParams())).toEqual(
    defaultTimelineFilters,
  );
});

it.each([
  'kind=party',
  'severity=bad',
  'range=forever',
  'range=toString',
  'from=2026-05-02T00:00:00Z',
  'from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z',
  'hops=9',
  'hops=x',
  'hops=1.5',
])('%s is read as nothing chosen', search => {
  expect(timelineFiltersFromSearchParams(new URLSearchParams(search))).toEqual(
    defaultTimelineFilters,
  );
});

describe('timelineFiltersToQuery', () => {
  const now = Date.parse('2026-05-08T00:00:00Z');

  it('turns a named range into a beginning and leaves the end open', () => {
    expect(
      timelineFiltersToQuery({ ...defaultTimelineFilters, range: '7d' }, now),
    ).toEqual({ hops: 0, from: '2026-05-01T00:00:00.000Z' });
    expect(
      timelineFiltersToQuery({ ...defaultTimelineFilters, range: 'all' }, now),
    ).toEqual({ hops: 0 });
  });

  it('passes on what was chosen', () => {
    const interval = {
      from: '2026-05-01T00:00:00.000Z',
      to: '2026-05-02T00:00:00.000Z',
    };
    expect(
      timelineFiltersToQuery(
        {
          kinds: ['deploy'],
          severities: ['critical'],
          range: interval,
          hops: 2,
          text: 'x',
        },
        now,
      ),
    ).toEqual({
      kinds: ['deploy'],
      severities: ['critical'],
      ...interval,
      hops: 2,
      text: 'x',
    });
  });
});
