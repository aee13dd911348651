import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { StateChip, stateLooks } from '@goreliable/ui';
import { LandingService, countByState } from '@goreliable/plugin-home-common';

/** States in which somebody has to act, or to find out whether to act. */
const needsSomebody = new Set(['critical', 'warning', 'stale', 'no-data']);

/** What is not known yet, or not for the viewer to see, is nothing that they could act on. */
const needsViewer = ({ state, statesMissing }: LandingService) =>
  needsSomebody.has(state) &&
  statesMissing !== 'not-published' &&
  statesMissing !== 'not-permitted';

function headlineOf(services: readonly LandingService[]): string {
  if (services.every(each => each.statesMissing === 'not-published')) {
    return 'Finding out what needs you';
  }
  const waiting = services.filter(needsViewer);
  if (waiting.length === 0) {
    return 'Nothing needs you right now';
  }
  return waiting.length === 1
    ? '1 service needs a look'
    : `${waiting.length} services need a look`;
}

/** The answer to "what needs me now?" in one line, with the count of each state. */
export function Headline({
  services,
}: {
  services: readonly LandingService[];
}) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 2 }}>
      <Typography variant="h5" component="h2" sx={{ mr: 'auto' }}>
        {headlineOf(services)}
      </Typography>
      {countByState(services).map(({ state, count }) => (
        <StateChip
          key={state}
          state={state}
          label={`${count} ${stateLooks[state].label.toLocaleLowerCase(
            'en-US',
          )}`}
        />
      ))}
    </Box>
  );
}
