import { ConfigReader } from '@backstage/config';
import { readSloConfig } from './config';

const read = (slo?: object) =>
  readSloConfig(new ConfigReader(slo ? { slo } : {}));
const source = { name: 'lab', url: 'http://prometheus:9090' };

describe('readSloConfig', () => {
  it('has defaults for everything', () => {
    expect(read()).toEqual({
      sources: [],
      refreshIntervalMs: 30_000,
      settings: {
        staleAfterMs: 180_000,
        forgetAfterMs: 86_400_000,
        alertWindows: new Map(),
      },
      specs: [],
      specsIntervalMs: 300_000,
      rules: {},
    });
  });

  it('reads specs, and how rules are made of them', () => {
    const specs = [{ location: 'https://git/slo.yaml', source: 'lab' }];
    const rules = { corrections: { nanSafe: true }, extraLabels: { env: 'x' } };
    expect(
      read({ prometheus: [source], specs, specsInterval: '1s', rules }),
    ).toMatchObject({ specs, specsIntervalMs: 60_000, rules });
  });

  it.each([
    [{ specs: [{ location: 'slo.yaml' }] }, "'slo.specs.0.location'"],
    [
      { specs: [{ location: 'https://a', source: 'b' }] },
      "'slo.specs.0.source'",
    ],
    [{ specs: [{ path: 'a' }] }, "'slo.specs.0"],
    [{ rules: { corrections: { periodRule: 'best' } } }, 'periodRule'],
  ])('refuses %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('reads several sources', () => {
    const { sources } = read({
      prometheus: [
        { ...source, keyLabels: ['cluster'], matchers: { tenant: 'shop' } },
        { ...source, name: 'eu', maxResponseBytes: 1_000 },
      ],
      refreshInterval: '15s',
    });
    expect(sources[0]).toMatchObject({
      upstream: {
        name: 'lab',
        baseUrl: 'http://prometheus:9090',
        maxResponseBytes: 64 * 1024 * 1024,
      },
      scope: { keyLabels: ['cluster'], matchers: { tenant: 'shop' } },
    });
    expect(sources[1]).toMatchObject({
      upstream: { name: 'eu', maxResponseBytes: 1_000 },
      scope: { keyLabels: [], matchers: {} },
    });
  });

  const windows = (shortWindow: string) => ({
    quick: { errorBudgetPercent: 8, shortWindow, longWindow: '1h' },
    slow: { errorBudgetPercent: 12.5, shortWindow: '30m', longWindow: '6h' },
  });

  it('reads alert windows of other periods', () => {
    const { settings } = read({
      alertWindows: [
        { periodDays: 7, page: windows('5m'), ticket: windows('5m') },
      ],
    });
    expect(settings.alertWindows.get(7)).toEqual([
      expect.objectContaining({ severity: 'page', speed: 'quick' }),
      expect.objectContaining({ severity: 'page', speed: 'slow' }),
      expect.objectContaining({ severity: 'ticket', speed: 'quick' }),
      expect.objectContaining({ severity: 'ticket', speed: 'slow' }),
    ]);
  });

  it.each([
    [{ promethues: [] }, 'slo.promethues'],
    [{ refreshInterval: '1s' }, 'slo.refreshInterval'],
    [{ refreshInterval: 'often' }, 'refreshInterval'],
    [{ staleAfter: '0s' }, 'slo.staleAfter'],
    [{ prometheus: [{ name: 'lab' }] }, 'slo.prometheus[0].url'],
    [{ prometheus: [{ ...source, url: 'ftp://x' }] }, 'slo.prometheus[0].url'],
    [{ prometheus: [source, source] }, 'slo.prometheus[1].name'],
    [{ prometheus: [{ ...source, tenant: 'x' }] }, 'slo.prometheus[0].tenant'],
    [
      { prometheus: [{ ...source, keyLabels: ['a-b'] }] },
      'slo.prometheus[0].keyLabels',
    ],
    [
      { prometheus: [{ ...source, matchers: { '1x': 'y' } }] },
      'slo.prometheus[0].matchers',
    ],
    [{ alertWindows: [{ periodDays: 7 }] }, 'slo.alertWindows.0.page'],
    [
      {
        alertWindows: [
          { periodDays: 7, page: windows('2h'), ticket: windows('5m') },
        ],
      },
      'slo.alertWindows.0',
    ],
  ])('names the key of %j', (slo, key) => {
    expect(() => read(slo)).toThrow(key);
  });
});
