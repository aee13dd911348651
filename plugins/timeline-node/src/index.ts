/**
 * The timeline for other backend plugins.
 *
 * @packageDocumentation
 */
export { DefaultTimelineService } from './DefaultTimelineService';
export type { RetryOptions } from './requestWithRetries';
export type { TimelineService } from './TimelineService';
export { timelineServiceRef } from './timelineServiceRef';
