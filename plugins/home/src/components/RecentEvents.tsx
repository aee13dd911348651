import Paper from '@mui/material/Paper';
import { EmptyState } from '@goreliable/ui';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';
import { TimelineList } from '@goreliable/plugin-timeline';

/** What happened to the services of the page. */
export function RecentEvents({ events }: { events: TimelineEvent[] }) {
  if (events.length === 0) {
    return (
      <EmptyState
        title="Nothing has happened yet"
        description="Deploys, alerts, objectives that begin to burn and other events of these services appear here."
      />
    );
  }
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 1 }}>
      <TimelineList events={events} label="Recent events" />
    </Paper>
  );
}
