import type { LabStatus, PartStatus } from '../status';
import { elapsed, renderStatus } from './render';

const now = new Date('2026-01-01T00:01:05Z');
const part = (change: Partial<PartStatus>): PartStatus => ({
  name: 'x',
  title: 'X',
  tier: 'core',
  state: 'waiting',
  since: '2026-01-01T00:00:00Z',
  restarts: 0,
  ...change,
});
const status = (change: Partial<LabStatus>): LabStatus => ({
  startedAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  tiers: ['core'],
  portal: 'http://localhost:7007',
  parts: [],
  tools: [],
  ...change,
});
const plain = { now, columns: 100, colours: false };

describe('renderStatus', () => {
  it('says what each part does and for how long', () => {
    const parts = [
      part({ title: 'Portal', state: 'ready', url: 'http://localhost:7007' }),
      part({ title: 'Git', message: 'for gitea' }),
      part({
        title: 'NATS',
        state: 'restarting',
        message: 'ended by SIGKILL\nmore',
        restarts: 2,
      }),
    ];
    expect(renderStatus(status({ parts }), plain)).toEqual([
      '  ✓ Portal  ready  http://localhost:7007',
      '  · Git     waiting: for gitea  1 m 05 s',
      '  ↻ NATS    restarting: ended by SIGKILL (started again 2 ×)  1 m 05 s',
    ]);
  });

  it('says what is being built and what is still to come', () => {
    const since = '2026-01-01T00:01:00Z';
    const tools = [
      { name: 'nats-server', state: 'built', since },
      {
        name: 'gitea',
        state: 'building',
        since,
        message: 'compiling gitea v1.26.0',
      },
      { name: 'sloth', state: 'waiting', since },
      { name: 'k6', state: 'failed', since },
    ] as const;
    const lines = renderStatus(
      status({ parts: [part({})], tools: [...tools] }),
      { ...plain, columns: 200 },
    );
    expect(lines.at(-1)).toBe(
      '    1 of 4 tools built; building gitea: compiling gitea v1.26.0, 5 s; to come: sloth; failed: k6',
    );
  });

  it('never wraps', () => {
    const parts = [part({ message: 'a very long message '.repeat(20) })];
    for (const line of renderStatus(status({ parts }), {
      ...plain,
      columns: 60,
    })) {
      expect(line.length).toBeLessThan(60);
    }
  });
});

describe('elapsed', () => {
  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 m 00 s'],
    [3_725_000, '1 h 02 m'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(elapsed(milliseconds)).toBe(text);
  });
});
