import fc from 'fast-check';
import { requestMix } from './requestMix';
import { loadStages, requestsPerSecond } from './trafficShape';

const moment = fc.integer({ min: 0, max: 4_000_000_000 });

describe('requestsPerSecond', () => {
  it('stays gentle at all times', () => {
    fc.assert(
      fc.property(moment, at => {
        expect(requestsPerSecond(at)).toBeGreaterThan(3);
        expect(requestsPerSecond(at)).toBeLessThan(10);
      }),
    );
  });

  it('never jumps', () => {
    fc.assert(
      fc.property(moment, at => {
        const step = requestsPerSecond(at + 60) - requestsPerSecond(at);
        expect(Math.abs(step)).toBeLessThan(0.03);
      }),
    );
  });

  it('is highest in the afternoon and lower on Sundays', () => {
    const tuesday = Date.UTC(2026, 4, 5, 15) / 1000;
    const night = Date.UTC(2026, 4, 5, 3) / 1000;
    const sunday = Date.UTC(2026, 4, 10, 15) / 1000;
    expect(requestsPerSecond(tuesday)).toBeGreaterThan(
      1.8 * requestsPerSecond(night),
    );
    expect(requestsPerSecond(sunday)).toBeCloseTo(
      0.8 * requestsPerSecond(tuesday),
      5,
    );
  });
});

describe('loadStages', () => {
  it('follows the shape in whole iterations a minute', () => {
    const from = Date.UTC(2026, 4, 5, 12) / 1000;
    const { startRate, stages } = loadStages(from, 24);
    expect(startRate).toBe(Math.round(requestsPerSecond(from) * 60));
    expect(stages).toHaveLength(96);
    expect(stages[95]).toEqual({
      target: Math.round(requestsPerSecond(from + 86_400) * 60),
      duration: '900s',
    });
  });
});

describe('requestMix', () => {
  it('adds up, with a few requests that are rightly refused', () => {
    const sum = (kinds: typeof requestMix) =>
      kinds.reduce((total, { share }) => total + share, 0);
    expect(sum(requestMix)).toBeCloseTo(1, 10);
    const refused = sum(requestMix.filter(({ rejected }) => rejected));
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(0.1);
  });
});
