export * from './alertLints';
export * from './historyLints';
export * from './lintSlo';
export { lintObjective, type ObjectiveFacts } from './objectiveLints';
export * from './recordedSli';
export { lintSli } from './sliLints';
export { type BucketBounds } from './sliQuery';
export * from './types';
