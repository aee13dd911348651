import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { EmptyState } from '@goreliable/ui';
import { Landing } from '@goreliable/plugin-home-common';
import { ServiceRow } from './ServiceRow';

/** The services of the page, or why there are none and what to do about it. */
export function ServiceList({
  landing,
  onShowAll,
}: {
  landing: Landing;
  onShowAll: () => void;
}) {
  // Once for all rows: each time, all routes of the app are matched.
  const entityRoute = useRouteRef(entityRouteRef);
  if (landing.services.length === 0) {
    return landing.scope === 'mine' ? (
      <EmptyState
        title="Your teams own no services yet"
        description="This list shows the services that your teams own, the most urgent first. Create one, or look at those of everybody."
        action={<Button onClick={onShowAll}>Show all services</Button>}
      />
    ) : (
      <EmptyState
        title="The catalog has no services yet"
        description="Services appear here as soon as the catalog knows them."
        action={
          <Button component={RouterLink} to="/create" variant="contained">
            Create service
          </Button>
        }
      />
    );
  }
  return (
    <>
      <Paper
        variant="outlined"
        component="ul"
        aria-label="Services"
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {landing.services.map(service => (
          <ServiceRow
            key={service.entityRef}
            service={service}
            href={entityRoute?.(parseEntityRef(service.entityRef))}
          />
        ))}
      </Paper>
      {landing.omittedServices > 0 && (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
          {landing.omittedServices} more are in the{' '}
          <RouterLink to="/catalog">catalog</RouterLink>.
        </Typography>
      )}
    </>
  );
}
