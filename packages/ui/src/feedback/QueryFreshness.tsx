import type { SourceStatus } from '@goreliable/upstream-common';
import { describeError } from './describeError';
import { FreshnessBanner } from './FreshnessBanner';

/** What is read of a query; what `useQuery` returns will do. */
export type RefreshedQuery = {
  error: Error | null;
  dataUpdatedAt: number;
  refetch: () => unknown;
};

/** Props of {@link QueryFreshness}. */
export type QueryFreshnessProps = {
  /** One that has been answered at least once. */
  query: RefreshedQuery;
  /** What its answer tells of its own sources. */
  sources?: readonly SourceStatus[];
};

/**
 * A {@link FreshnessBanner} for the answer of a query. A query keeps its last
 * answer when asking again fails; then the portal itself is one of the sources
 * that cannot be reached, until it answers again.
 */
export function QueryFreshness(props: QueryFreshnessProps) {
  const { query, sources = [] } = props;
  // Set once the last attempt has failed, not while it is tried again.
  const { error, refetch } = query;
  const shown: readonly SourceStatus[] = error
    ? [
        ...sources,
        {
          name: 'The portal',
          state: 'unreachable',
          // Who reads the time draws anew with each answer; most need not.
          asOf: new Date(query.dataUpdatedAt).toISOString(),
          error: describeError(error).cause,
        },
      ]
    : sources;
  return <FreshnessBanner sources={shown} onRetry={() => refetch()} />;
}
