import { SloReason } from '@goreliable/plugin-slo-common';
import { Episode } from '../store/types';
import { burningMoment, BurningMoment } from './burningMoment';

const now = 100_000;
const burning: SloReason = { code: 'burning', severity: 'page', pairs: [] };
const well: SloReason = { code: 'within-objective' };

function episode(id: string, from: number, to?: number): Episode {
  return {
    id,
    sloId: 'lab~a~b',
    source: 'lab',
    facts: { service: 'a', name: 'b', periodDays: 30, owners: [], summary: '' },
    startedAtMs: from * 1000,
    lastCriticalAtMs: (to ?? now) * 1000,
    ...(to !== undefined && { endedAtMs: to * 1000 + 120_000 }),
  };
}

const past = episode('past', 50_000, 50_600);
const short = episode('short', 50_000, 50_060);
const open = episode('open', 90_000);
const fresh = episode('fresh', now - 30);

it.each<
  [string, SloReason, Episode[], number | undefined, BurningMoment | undefined]
>([
  ['well, and always was', well, [], undefined, undefined],
  [
    'well, after an episode',
    well,
    [past],
    undefined,
    { at: 50_300, episodeId: 'past' },
  ],
  [
    'well, after a short episode',
    well,
    [short],
    undefined,
    { at: 50_060, episodeId: 'short' },
  ],
  [
    'in an episode',
    burning,
    [open, past],
    undefined,
    { at: 90_300, episodeId: 'open' },
  ],
  [
    'at the begin of an episode',
    burning,
    [fresh],
    undefined,
    { at: now, episodeId: 'fresh' },
  ],
  ['burning below page rate', burning, [past], undefined, { at: now }],
  [
    'asked about a past episode',
    burning,
    [open, past],
    50_100,
    { at: 50_100, episodeId: 'past' },
  ],
  ['asked about any moment', well, [past], 7, { at: 7 }],
])('%s', (_, reason, episodes, asked, expected) => {
  expect(burningMoment({ reason }, episodes, now, asked)).toEqual(expected);
});
