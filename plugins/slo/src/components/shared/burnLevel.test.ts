import { alertPairsFor } from '@goreliable/plugin-slo-common';
import { burnLevel } from './burnLevel';

const pairs = alertPairsFor(30);
const hour = 3_600;

describe('burnLevel', () => {
  it.each([
    // 6h is the long window of the slow page (6) and the short one of the slow ticket (1).
    { burn: 0.5, seconds: 6 * hour, exceeds: undefined, next: 'ticket-slow' },
    { burn: 3, seconds: 6 * hour, exceeds: 'ticket-slow', next: 'page-slow' },
    { burn: 7, seconds: 6 * hour, exceeds: 'page-slow', next: undefined },
    { burn: 14.4, seconds: hour, exceeds: undefined, next: 'page-quick' },
    { burn: 14.5, seconds: hour, exceeds: 'page-quick', next: undefined },
    { burn: 100, seconds: 30 * 24 * hour, exceeds: undefined, next: undefined },
  ])('$burn over $seconds s exceeds $exceeds', row => {
    const level = burnLevel(row.burn, row.seconds, pairs);
    expect(level.exceeds?.id).toBe(row.exceeds);
    expect(level.next?.id).toBe(row.next);
  });
});
