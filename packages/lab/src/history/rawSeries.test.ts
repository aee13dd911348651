import { judgedEvents } from './errorRatio';
import { pastIncidents } from './incidents';
import { serviceProfiles } from './profiles';
import { boundText, rawSeries } from './rawSeries';
import type { Series } from './series';
import { simulate, slotSeconds } from './simulate';

const day = 86_400;
const until = Date.UTC(2026, 4, 5, 12) / 1000;
const range = { from: until - 10 * day, to: until };

describe.each(serviceProfiles)('rawSeries of $service', profile => {
  const history = simulate(profile, range, pastIncidents(until), 'seed');
  const series = rawSeries(
    history,
    { job: profile.service, instance: 'one' },
    range.from,
  );
  const values = (one: Series) =>
    [...one.samples(range.from, until + 1)].map(([, value]) => value);
  const growth = (one: Series) => values(one).at(-1)!;
  const sumOf = (match: (one: Series) => boolean) =>
    series.filter(match).reduce((sum, one) => sum + growth(one), 0);

  it('has counters that begin at zero and never fall', () => {
    for (const one of series.filter(({ name }) => name !== 'up')) {
      const all = values(one);
      expect(all[0]).toBe(0);
      expect(all.every((value, index) => value >= (all[index - 1] ?? 0))).toBe(
        true,
      );
    }
  });

  it('has a sample often enough for a rate over five minutes', () => {
    for (const one of series) {
      expect([...one.samples(until - 1200, until - 900)].length).toBe(3);
    }
  });

  it('has buckets of which each holds the smaller ones', () => {
    const buckets = series.filter(({ name }) => name.endsWith('_bucket'));
    const groups = new Map<string, Series[]>();
    for (const bucket of buckets) {
      const { le: _, ...others } = bucket.labels;
      const key = JSON.stringify(others);
      groups.set(key, [...(groups.get(key) ?? []), bucket]);
    }
    for (const group of groups.values()) {
      const all = group.map(values);
      for (let bucket = 1; bucket < all.length; bucket++) {
        expect(
          all[bucket].every((value, at) => value >= all[bucket - 1][at]),
        ).toBe(true);
      }
      expect(group.at(-1)!.labels.le).toBe('+Inf');
    }
  });

  it('says the same as the objectives', () => {
    const isHttp = profile.kind === 'http';
    const failed = isHttp ? 'error' : 'dead_lettered';
    const counted = judgedEvents(
      history,
      isHttp ? 'requests-availability' : 'messages-success',
    )!;
    const sum = (all: Float64Array) => all.reduce((a, b) => a + b, 0);
    expect(sumOf(({ labels }) => labels.outcome === failed)).toBe(
      sum(counted.bad),
    );
    const slow = judgedEvents(
      history,
      isHttp ? 'requests-latency' : 'messages-freshness',
    )!;
    const threshold = boundText(profile.slowSeconds);
    const good = sumOf(({ labels }) => labels.le === threshold);
    const all = sumOf(({ name }) => name.endsWith('_count'));
    expect(all - good).toBe(sum(slow.bad));
    expect(all).toBe(sum(slow.total));
  });

  it('ends where the last slot ends', () => {
    const [one] = series;
    expect([...one.samples(range.from, until + 1)].at(-1)![0]).toBe(until);
    expect(until % slotSeconds).toBe(0);
  });
});

describe('boundText', () => {
  it('writes whole bounds as Prometheus 3 does', () => {
    expect([0.25, 1, 10].map(boundText)).toEqual(['0.25', '1.0', '10.0']);
  });
});
