export { RelativeTime, type RelativeTimeProps } from './RelativeTime';
export { useNow } from './sharedClock';
export { ageInWords, timeWords, type TimeWords } from './timeWords';
