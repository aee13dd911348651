export { findBrowser, openProfile, type Profile } from './openProfile';
export { emptyCache, visit, type Visit } from './visit';
export { watchTasks, type LongTask, type TaskWindow } from './watchTasks';
export { watchForContent, type WatchedWindow } from './watchForContent';
