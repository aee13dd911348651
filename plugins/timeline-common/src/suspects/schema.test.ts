import {
  suspectQueryToSearchParams,
  suspectSearchParamsSchema,
} from './schema';
import { SuspectQuery } from './types';

const onset = '2026-05-04T10:00:00.000Z';
const entityRef = 'component:default/gateway';

it.each<[SuspectQuery, object]>([
  [
    { entityRef, onset },
    { entityRef, onset, earliest: onset, latest: onset, windowMinutes: 60 },
  ],
  [
    {
      entityRef,
      onset,
      earliest: '2026-05-04T09:59:00.000Z',
      latest: '2026-05-04T10:01:00.000Z',
      windowMinutes: 360,
    },
    {
      entityRef,
      onset,
      earliest: '2026-05-04T09:59:00.000Z',
      latest: '2026-05-04T10:01:00.000Z',
      windowMinutes: 360,
    },
  ],
])('goes through an address and back: %j', (query, expected) => {
  expect(
    suspectSearchParamsSchema.parse(
      Object.fromEntries(suspectQueryToSearchParams(query)),
    ),
  ).toEqual(expected);
});

it.each<[object, RegExp]>([
  [{ onset }, /entityRef/],
  [{ entityRef }, /onset/],
  [{ entityRef: 'gateway', onset }, /entityRef/],
  [{ entityRef: [entityRef, entityRef], onset }, /entityRef/],
  [{ entityRef, onset: 'yesterday' }, /onset/],
  [{ entityRef, onset, earliest: '2026-05-04T10:01:00Z' }, /earliest/],
  [{ entityRef, onset, latest: '2026-05-04T09:59:00Z' }, /latest/],
  [{ entityRef, onset, latest: '2026-06-04T09:59:00Z' }, /7 days/],
  [{ entityRef, onset, windowMinutes: '0' }, /windowMinutes/],
  [{ entityRef, onset, windowMinutes: '1441' }, /windowMinutes/],
  [{ entityRef, onset, hops: '1' }, /hops/],
])('refuses %j', (record, message) => {
  const parsed = suspectSearchParamsSchema.safeParse(record);
  expect(JSON.stringify(parsed.error?.issues)).toMatch(message);
});
