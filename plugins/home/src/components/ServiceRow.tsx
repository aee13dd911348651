import { parseEntityRef } from '@backstage/catalog-model';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { RelativeTime, StateChip } from '@goreliable/ui';
import { LandingService } from '@goreliable/plugin-home-common';

const missingWords: Record<
  NonNullable<LandingService['statesMissing']>,
  string
> = {
  'not-published': 'Its state is being found out',
  'not-permitted': 'Its state is not for you to see',
  'not-watched': 'No objective watches it yet',
};

function nameOf(entityRef: string | undefined): string | undefined {
  return entityRef && parseEntityRef(entityRef).name;
}

function StateLine({ state }: { state: LandingService['states'][number] }) {
  return (
    <Typography variant="body2" color="text.secondary">
      {state.href ? (
        <Link component={RouterLink} to={state.href} color="inherit">
          {state.summary}
        </Link>
      ) : (
        state.summary
      )}
      {' · '}
      <RelativeTime at={state.asOf} />
    </Typography>
  );
}

/** One service: its state, what each plugin says of it, and the way to it. */
export function ServiceRow({
  service,
  href,
}: {
  service: LandingService;
  /** Of the service's page. */
  href: string | undefined;
}) {
  const meta = [service.type, nameOf(service.owner), nameOf(service.system)]
    .filter(Boolean)
    .join(' · ');
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: '120px minmax(0, 1fr)' },
        gap: { xs: 0.5, sm: 2 },
        px: 2,
        py: 1.5,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ pt: 0.25 }}>
        <StateChip state={service.state} />
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}>
          <Link component={RouterLink} to={href ?? ''} sx={{ fontWeight: 500 }}>
            {service.title}
          </Link>
          <Typography variant="body2" color="text.secondary" component="span">
            {meta}
          </Typography>
        </Box>
        {service.states.map(state => (
          <StateLine key={state.source} state={state} />
        ))}
        {service.statesMissing && (
          <Typography variant="body2" color="text.secondary">
            {missingWords[service.statesMissing]}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
