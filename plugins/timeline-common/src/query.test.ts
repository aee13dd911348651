import {
  timelineQueryToSearchParams,
  timelineSearchParamsSchema,
} from './query';
import { TimelineQuery } from './types';

function toRecord(params: URLSearchParams) {
  return Object.fromEntries(
    [...new Set(params.keys())].map(name => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

it.each<[TimelineQuery]>([
  [{}],
  [
    {
      entityRefs: ['component:default/gateway', 'api:default/orders'],
      hops: 3,
      kinds: ['deploy', 'alert'],
      severities: ['critical'],
      from: '2026-05-01T00:00:00.000Z',
      to: '2026-05-04T00:00:00.000Z',
      text: '100 % & more',
      cursor: 'abc_-',
      limit: 500,
    },
  ],
])('goes through an address and back: %j', query => {
  expect(
    timelineSearchParamsSchema.parse(
      toRecord(timelineQueryToSearchParams(query)),
    ),
  ).toEqual({ hops: 0, limit: 100, ...query });
});

it.each([
  [{ hops: '4' }],
  [{ hops: '-1' }],
  [{ hops: '1.5' }],
  [{ limit: '501' }],
  [{ limit: '0' }],
  [{ limit: 'many' }],
  [{ kind: ['deploy', 'party'] }],
  [{ entityRef: 'gateway' }],
  [{ from: 'yesterday' }],
  [{ from: '2026-05-04T00:00:00Z', to: '2026-05-04T00:00:00Z' }],
  [{ text: 'x'.repeat(201) }],
  [{ hop: '1' }],
  [{ entityRef: Array(101).fill('component:default/a') }],
])('refuses %j', record => {
  expect(timelineSearchParamsSchema.safeParse(record).success).toBe(false);
});
