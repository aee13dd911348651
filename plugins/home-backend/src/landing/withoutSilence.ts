import { StatePublication } from '@goreliable/plugin-home-common';
import { silentAfterMs, StoredPublication } from '../store/StateStore';

/** The landing page takes no longer line. */
const longestSummary = 200;

/**
 * A publication as it may be shown now: once its publisher has fallen silent, nothing of
 * it is fresh any more, and what it said last is no longer known to be so.
 */
export function withoutSilence(
  { publication, receivedAtMs }: StoredPublication,
  now: number,
): StatePublication {
  if (now - receivedAtMs <= silentAfterMs) {
    return publication;
  }
  const { source, states, sources } = publication;
  const silence = `'${source}' has published nothing for ${
    silentAfterMs / 60_000
  } min`;
  return {
    ...publication,
    states: states.map(state => ({
      ...state,
      state: 'stale',
      summary: `No longer told; last: ${state.summary}`.slice(
        0,
        longestSummary,
      ),
    })),
    sources: [
      ...sources.map(status =>
        status.state === 'fresh'
          ? { ...status, state: 'stale' as const, error: silence }
          : status,
      ),
      // Without any upstream there would be nobody to say it of.
      ...(sources.length === 0
        ? [
            {
              name: source,
              state: 'stale' as const,
              asOf: new Date(receivedAtMs).toISOString(),
              error: silence,
            },
          ]
        : []),
    ],
  };
}
