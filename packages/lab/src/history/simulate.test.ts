import fc from 'fast-check';
import { requestsPerSecond } from '../load/trafficShape';
import { judgedEvents } from './errorRatio';
import { intensityAt, pastIncidents, type PastIncident } from './incidents';
import { serviceProfiles, type ServiceProfile } from './profiles';
import { simulate, slotSeconds } from './simulate';

const day = 86_400;
const until = Date.UTC(2026, 4, 5, 12) / 1000;
const range = { from: until - 30 * day, to: until };

const incident = (over: Partial<PastIncident>): PastIncident => ({
  ...pastIncidents(until)[0],
  ...over,
});

describe('intensityAt', () => {
  const shape = (kind: PastIncident['shape']) => ({
    from: 1000,
    to: 2000,
    shape: kind,
  });

  it.each([
    ['plateau', [0, 1, 1, 1, 0]],
    ['ramp', [0, 0, 0.5, 0.9, 0]],
    ['draining', [0, 1, 1, 0.2, 0]],
  ] as const)('%s', (kind, expected) => {
    const moments = [999, 1000, 1500, 1900, 2000];
    expect(moments.map(at => +intensityAt(shape(kind), at).toFixed(6))).toEqual(
      expected,
    );
  });
});

describe('simulate', () => {
  it('keeps all counts whole and within each other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...serviceProfiles),
        fc.string({ maxLength: 5 }),
        (profile, seed) => {
          const history = simulate(
            profile,
            { from: until - 8 * day, to: until },
            pastIncidents(until),
            seed,
          );
          const isSound = history.streams.every(stream =>
            stream.total.every((total, slot) => {
              const { rejected, failed, slow } = stream;
              const parts = [rejected[slot], failed[slot], slow[slot]];
              return (
                [total, ...parts].every(Number.isInteger) &&
                Math.min(...parts) >= 0 &&
                rejected[slot] + failed[slot] <= total &&
                slow[slot] <= total
              );
            }),
          );
          expect(isSound).toBe(true);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is the same for the same seed, and only for it', () => {
    const [profile] = serviceProfiles;
    const total = (seed: string) =>
      simulate(profile, range, [], seed).streams[0].total;
    expect(total('a')).toEqual(total('a'));
    expect(total('a')).not.toEqual(total('b'));
  });

  it('follows the daily traffic', () => {
    const [profile] = serviceProfiles;
    const { streams } = simulate(profile, range, [], 'seed');
    for (const slot of [0, 100, 2000, 8000]) {
      const at = range.from + (slot + 0.5) * slotSeconds;
      const all = streams.reduce((sum, { total }) => sum + total[slot], 0);
      expect(all / slotSeconds / requestsPerSecond(at)).toBeCloseTo(1, 1);
    }
  });

  // The budget that is spent is that of good days plus that of each incident.
  it('spends what the incidents spend, and no more', () => {
    const calm: ServiceProfile = {
      ...serviceProfiles[1],
      baseline: { failed: 0, slow: 0 },
    };
    fc.assert(
      fc.property(
        fc.constantFrom('plateau', 'ramp', 'draining' as const),
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 12, max: 400 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (shape, daysAgo, slots, peak) => {
          const from = until - daysAgo * day;
          const only = incident({
            shape,
            from,
            to: Math.min(until, from + slots * slotSeconds),
            effects: [{ service: 'order-service', fault: 'failed', peak }],
          });
          const history = simulate(calm, range, [only], 'seed');
          const { bad, total } = judgedEvents(
            history,
            'requests-availability',
          )!;
          let expected = 0;
          let outside = 0;
          bad.forEach((count, slot) => {
            const at = range.from + (slot + 0.5) * slotSeconds;
            const share = peak * intensityAt(only, at);
            expected += share * total[slot];
            outside += share === 0 ? count : 0;
          });
          expect(outside).toBe(0);
          const spent = bad.reduce((sum, count) => sum + count, 0);
          expect(spent / expected).toBeGreaterThan(0.9);
          expect(spent / expected).toBeLessThan(1.1);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('pastIncidents', () => {
  it('all lie in the 30 days and are over a day before their end', () => {
    for (const { from, to, cause } of pastIncidents(until)) {
      expect(from - cause.minutesBefore * 60).toBeGreaterThan(range.from);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThan(until - day);
    }
  });

  it.each([
    ['order-service', 'requests-availability', 0.001],
    ['order-service', 'requests-latency', 0.01],
    ['gateway', 'requests-availability', 0.001],
    ['gateway', 'requests-latency', 0.01],
    ['notification-worker', 'messages-freshness', 0.01],
  ])('leave %s %s some of its budget, and not all', (service, slo, budget) => {
    const profile = serviceProfiles.find(each => each.service === service)!;
    const history = simulate(
      profile,
      range,
      pastIncidents(until),
      'goreliable',
    );
    const { bad, total } = judgedEvents(history, slo)!;
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    const spent = sum(bad) / sum(total) / budget;
    expect(spent).toBeGreaterThan(0.25);
    expect(spent).toBeLessThan(0.95);
  });
});
