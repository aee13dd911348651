import {
  defaultTimelineFilters,
  TimelineFilters,
} from '@goreliable/plugin-timeline-common';
import { EmptyState } from '@goreliable/ui';

/** Why there is nothing to see, and what to do about it. */
export function NoEvents(props: {
  name: string;
  filters: TimelineFilters;
  onChange: (change: Partial<TimelineFilters>) => void;
}) {
  const { name, filters, onChange } = props;
  const narrowed =
    filters.kinds.length > 0 ||
    filters.severities.length > 0 ||
    filters.text !== '';
  if (narrowed) {
    return (
      <EmptyState
        title="No event matches"
        description="Events outside these filters are hidden."
        action={
          <button
            type="button"
            className="gr-button"
            onClick={() => onChange({ kinds: [], severities: [], text: '' })}
          >
            Clear filters
          </button>
        }
      />
    );
  }
  const teaching = `Deploys, rollouts, configuration changes, alerts, incidents and more appear here by themselves, as soon as they happen to ${name}.`;
  if (filters.range !== 'all') {
    return (
      <EmptyState
        title={`Nothing happened to ${name} in this time`}
        description={teaching}
        action={
          <button
            type="button"
            className="gr-button"
            onClick={() => onChange({ range: 'all' })}
          >
            Show all time
          </button>
        }
      />
    );
  }
  return (
    <EmptyState
      title={`Nothing has happened to ${name} yet`}
      description={teaching}
      action={
        filters.hops === 0 && (
          <button
            type="button"
            className="gr-button"
            onClick={() => onChange({ ...defaultTimelineFilters, hops: 1 })}
          >
            Look at its dependencies
          </button>
        )
      }
    />
  );
}
