import { withoutSilence } from './withoutSilence';

const asOf = '2026-05-04T10:00:00.000Z';
const receivedAtMs = Date.parse(asOf);
const later = receivedAtMs + 15 * 60_000 + 1;

it('speaks for a source without upstreams', () => {
  const publication = { source: 'delivery', states: [], sources: [] };
  expect(
    withoutSilence({ publication, receivedAtMs }, later - 1).sources,
  ).toEqual([]);
  expect(withoutSilence({ publication, receivedAtMs }, later).sources).toEqual([
    {
      name: 'delivery',
      state: 'stale',
      asOf,
      error: "'delivery' has published nothing for 15 min",
    },
  ]);
});

it('keeps what was known to be worse than old, and lines as long as they may be', () => {
  const unreachable = {
    name: 'prometheus',
    state: 'unreachable' as const,
    error: 'timed out',
  };
  const { states, sources } = withoutSilence(
    {
      receivedAtMs,
      publication: {
        source: 'slo',
        sources: [unreachable],
        states: [
          {
            entityRef: 'component:default/gateway',
            state: 'critical',
            summary: 'x'.repeat(200),
            asOf,
          },
        ],
      },
    },
    later,
  );
  expect(sources).toEqual([unreachable]);
  expect(states[0].state).toBe('stale');
  expect(states[0].summary).toHaveLength(200);
});
