import { SloReason } from '@goreliable/plugin-slo-common';
import { stateWords } from './stateWords';

describe('stateWords', () => {
  it.each<[SloReason, string]>([
    [{ code: 'within-objective' }, 'OK'],
    [{ code: 'no-traffic', window: '5m' }, 'No traffic'],
    [{ code: 'not-recorded', window: '5m' }, 'No data'],
    // Somebody wrote it down, and nobody loaded its rules: that can be mended.
    [{ code: 'not-loaded', source: 'eu' }, 'Not recorded'],
    [{ code: 'vanished', since: '2026-03-01T10:00:00Z' }, 'Vanished'],
  ])('%o is %s', (reason, words) => {
    expect(stateWords({ reason })).toBe(words);
  });
});
