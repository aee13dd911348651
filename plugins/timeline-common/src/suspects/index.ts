export { clearedWithinMs, rankSuspects } from './rankSuspects';
export { suspectKinds } from './roles';
export * from './schema';
export * from './types';
