/**
 * What happened to a service, as a tab of its page and as a list for others.
 *
 * @packageDocumentation
 */
export { timelineApiRef, type TimelineApi } from './api/TimelineApi';
export {
  TimelineList,
  type TimelineListProps,
} from './components/TimelineList';
export { timelinePlugin as default } from './plugin';
