export { findBrowser, openProfile, type Profile } from './openProfile';
export { emptyCache, visit, type Visit } from './visit';
