import { episodeHoldMs, episodeStep } from './episode';

const at = Date.parse('2026-05-04T10:00:00Z');
const justNow = { lastCriticalAtMs: at - episodeHoldMs + 1 };
const longAgo = { lastCriticalAtMs: at - episodeHoldMs };

describe('episodeStep', () => {
  it.each([
    { open: undefined, state: 'critical', step: 'start' },
    { open: justNow, state: 'critical', step: 'continue' },
    { open: longAgo, state: 'critical', step: 'continue' },
    { open: justNow, state: 'ok', step: 'none' },
    { open: longAgo, state: 'ok', step: 'end' },
    { open: longAgo, state: 'warning', step: 'end' },
    { open: longAgo, state: 'no-traffic', step: 'end' },
    { open: longAgo, state: 'no-data', step: 'none' },
    { open: longAgo, state: 'stale', step: 'none' },
    { open: undefined, state: 'ok', step: 'none' },
    { open: undefined, state: 'warning', step: 'none' },
  ] as const)('$state with $open: $step', ({ open, state, step }) => {
    expect(episodeStep(open, state, at)).toBe(step);
  });
});
