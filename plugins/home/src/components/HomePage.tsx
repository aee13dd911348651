import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import {
  ErrorPanel,
  PortalQueryProvider,
  QueryFreshness,
  TableSkeleton,
} from '@goreliable/ui';
import { Landing, LandingScope } from '@goreliable/plugin-home-common';
import { useLanding } from '../useLanding';
import { useLandingScope } from '../useLandingScope';
import { Headline } from './Headline';
import { QuickSearch } from './QuickSearch';
import { RecentEvents } from './RecentEvents';
import { ServiceList } from './ServiceList';

function ScopeSwitch({
  scope,
  onChange,
}: {
  scope: LandingScope;
  onChange: (scope: LandingScope) => void;
}) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={scope}
      aria-label="Which services"
      onChange={(_, next: LandingScope | null) => next && onChange(next)}
    >
      <ToggleButton value="mine">My teams</ToggleButton>
      <ToggleButton value="all">All</ToggleButton>
    </ToggleButtonGroup>
  );
}

function HomeContent({
  landing,
  onShowAll,
}: {
  landing: Landing;
  onShowAll: () => void;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 2fr) minmax(0, 1fr)' },
        alignItems: 'start',
      }}
    >
      <section>
        {landing.services.length > 0 && (
          <Headline services={landing.services} />
        )}
        <ServiceList landing={landing} onShowAll={onShowAll} />
      </section>
      <section aria-labelledby="home-events">
        <Typography id="home-events" variant="h5" component="h2" sx={{ mb: 2 }}>
          Lately
        </Typography>
        <RecentEvents events={landing.events} />
      </section>
    </Box>
  );
}

function HomeView() {
  const [scope, setScope] = useLandingScope();
  const query = useLanding(scope);
  const { data, error, isPending, refetch } = query;
  return (
    <Box sx={{ maxWidth: 1440, px: { xs: 2, sm: 3 }, pb: 3 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 3 }}>
        <Box sx={{ flex: '1 1 240px', maxWidth: 480 }}>
          <QuickSearch />
        </Box>
        <ScopeSwitch scope={scope} onChange={setScope} />
        <Button
          component={RouterLink}
          to="/create"
          variant="contained"
          startIcon={<AddIcon />}
          sx={{ ml: { md: 'auto' } }}
        >
          Create service
        </Button>
      </Box>
      {data && <QueryFreshness query={query} sources={data.sources} />}
      {data && <HomeContent landing={data} onShowAll={() => setScope('all')} />}
      {!data && isPending && <TableSkeleton rows={5} />}
      {!data && error && (
        <ErrorPanel
          title="The page could not be loaded"
          error={error}
          onRetry={refetch}
        />
      )}
    </Box>
  );
}

/** What needs me now: my teams' services, what happened to them, and the way on. */
export function HomePage() {
  return (
    <PortalQueryProvider>
      <HomeView />
    </PortalQueryProvider>
  );
}
