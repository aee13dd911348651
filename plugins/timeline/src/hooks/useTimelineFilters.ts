import { useCallback, useMemo } from 'react';
import {
  TimelineFilters,
  timelineFiltersFromSearchParams,
  timelineFiltersToSearchParams,
} from '@goreliable/plugin-timeline-common';
import { useSearchParams } from 'react-router-dom';

/** The filters in the address, so that a link shows what its sender saw, and how to change them. */
export function useTimelineFilters(): [
  TimelineFilters,
  (change: Partial<TimelineFilters>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(
    () => timelineFiltersFromSearchParams(params),
    [params],
  );
  const change = useCallback(
    (changed: Partial<TimelineFilters>) =>
      setParams(
        current =>
          timelineFiltersToSearchParams(
            { ...timelineFiltersFromSearchParams(current), ...changed },
            current,
          ),
        // Back leads out of the page, not through every letter typed.
        { replace: true },
      ),
    [setParams],
  );
  return [filters, change];
}
