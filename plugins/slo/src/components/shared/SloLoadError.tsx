import { EmptyState, ErrorPanel } from '@goreliable/ui';

function isMissing(error: unknown): boolean {
  return (error as { name?: unknown }).name === 'NotFoundError';
}

/** Why a page of one SLO has nothing to show. */
export function SloLoadError(props: {
  error: unknown;
  /** What could not be done: "The review could not be loaded". */
  title: string;
  onRetry: () => void;
}) {
  return isMissing(props.error) ? (
    <EmptyState
      title="There is no such SLO"
      description="It may have been renamed, its source may be gone, or it belongs to somebody whose SLOs you may not see."
    />
  ) : (
    <ErrorPanel {...props} />
  );
}
