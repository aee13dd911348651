import { ErrorPanel, FreshnessBanner, TableSkeleton } from '@goreliable/ui';
import { useTimeline } from '../hooks/useTimeline';
import { useTimelineFilters } from '../hooks/useTimelineFilters';
import { NewEvents } from './NewEvents';
import { NoEvents } from './NoEvents';
import { ScopeSummary } from './ScopeSummary';
import { TimelineDays } from './TimelineDays';
import { TimelineFilterBar } from './TimelineFilterBar';
import './timeline.css';

/** Everything that happened to one entity, and on demand to what it depends on. */
export function EntityTimeline(props: {
  /** Full, lower-case reference. */
  entityRef: string;
  /** What people call it. */
  name: string;
}) {
  const { entityRef, name } = props;
  const [filters, changeFilters] = useTimelineFilters();
  const timeline = useTimeline(entityRef, filters);
  const { events, error, scope, sources } = timeline;
  const retry = () => {
    timeline.refetch();
  };

  let content;
  if (events === undefined) {
    content = error ? (
      <ErrorPanel
        title={`The timeline of ${name} could not be loaded`}
        error={error}
        onRetry={retry}
      />
    ) : (
      <TableSkeleton rows={8} columns={3} label="Loading timeline" />
    );
  } else if (events.length === 0 && !timeline.hasNextPage) {
    content = (
      <NoEvents name={name} filters={filters} onChange={changeFilters} />
    );
  } else {
    content = <TimelineDays events={events} scope={scope?.entities} />;
  }

  return (
    <div className="gr-timeline" aria-busy={timeline.isPlaceholderData}>
      <TimelineFilterBar filters={filters} onChange={changeFilters}>
        {scope && <ScopeSummary scope={scope} />}
      </TimelineFilterBar>
      <FreshnessBanner sources={sources} onRetry={retry} />
      {events && (
        <NewEvents
          events={events}
          listKey={JSON.stringify([entityRef, filters])}
        />
      )}
      {content}
      {timeline.hasNextPage && (
        <button
          type="button"
          className="gr-button gr-timeline-older"
          aria-disabled={timeline.isFetchingNextPage}
          onClick={() => {
            if (!timeline.isFetchingNextPage) {
              timeline.fetchNextPage();
            }
          }}
        >
          {timeline.isFetchingNextPage ? 'Loading older…' : 'Load older'}
        </button>
      )}
    </div>
  );
}
