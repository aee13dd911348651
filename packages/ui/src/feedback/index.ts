export { describeError, type ErrorDescription } from './describeError';
export { EmptyState, type EmptyStateProps } from './EmptyState';
export { ErrorPanel, type ErrorPanelProps } from './ErrorPanel';
export { FreshnessBanner, type FreshnessBannerProps } from './FreshnessBanner';
export { freshnessWords } from './freshnessWords';
export {
  QueryFreshness,
  type QueryFreshnessProps,
  type RefreshedQuery,
} from './QueryFreshness';
export { CardSkeleton, ChartSkeleton, TableSkeleton } from './skeletons';
