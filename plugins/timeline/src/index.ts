/**
 * What happened to a service, as a tab of its page, and
 * as a list, a panel of suspects and a call at news for others.
 *
 * @packageDocumentation
 */
export { timelineApiRef, type TimelineApi } from './api/TimelineApi';
export {
  SuspectsPanel,
  type SuspectsOnset,
  type SuspectsPanelProps,
} from './components/suspects/SuspectsPanel';
export {
  TimelineList,
  type TimelineListProps,
} from './components/TimelineList';
export { useTimelineSignal } from './hooks/useTimelineSignal';
export { timelinePlugin as default } from './plugin';
