import { pastBudgets, recordedNow, sloFleet, slosOfService } from './sloFleet';

const now = 1_777_888_800;

describe('sloFleet', () => {
  const fleet = sloFleet(200);

  it('has as many objectives as it should, each once', () => {
    const keys = new Set(
      fleet.map(({ service, name }) => `${service} ${name}`),
    );
    expect(keys.size).toBe(200);
    const services = new Set(fleet.map(({ service }) => service));
    expect(services.size).toBe(200 / slosOfService);
    expect(fleet.filter(({ burnRate }) => burnRate > 1)).toHaveLength(4);
  });

  it('is recorded in eight windows each, with values that move', () => {
    const text = recordedNow(fleet, now);
    const ratios = text.match(/^slo:sli_error:ratio_rate/gm);
    expect(ratios).toHaveLength(200 * 8);
    for (const [, value] of text.matchAll(/\} (\S+)$/gm)) {
      expect(Number.isFinite(Number(value))).toBe(true);
    }
    expect(recordedNow(fleet, now)).toBe(text);
    expect(recordedNow(fleet, now + 15)).not.toBe(text);
  });

  it('has a past on the grid, in order, that ends as OpenMetrics does', () => {
    const day = 86_400;
    const range = { from: now - 3 * day, to: now, stepSeconds: day / 2 };
    const text = [...pastBudgets(fleet.slice(0, 2), range)].join('');
    const times = [...text.matchAll(/ (\d+)$/gm)].map(([, at]) => Number(at));
    expect(times).toHaveLength(12);
    expect(times.every(at => at % (day / 2) === 0)).toBe(true);
    expect(text.endsWith('# EOF\n')).toBe(true);
  });
});
