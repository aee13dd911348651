import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { NameAvailability } from '@goreliable/plugin-golden-path-common';
import { StateIcon } from '@goreliable/ui';
import { Answer } from '../../hooks/useAnswer';
import { visuallyHidden } from '../../visuallyHidden';

/** In a tab of its own: going away would lose the answers given so far. */
function Elsewhere(props: { href: string; children: string }) {
  const { href, children } = props;
  const target = href.startsWith('/')
    ? { component: RouterLink, to: href }
    : { href };
  return (
    <Link {...target} target="_blank" rel="noopener noreferrer">
      {children}
      <span style={visuallyHidden}> (opens in a new tab)</span>
    </Link>
  );
}

function words(answer: Answer<NameAvailability>, name: string) {
  switch (answer.kind) {
    case 'none':
      return undefined;
    case 'asking':
      return <>Looking whether {name} is free…</>;
    case 'failed':
      return (
        <>
          <StateIcon state="no-data" /> Whether {name} is free could not be
          found out: {answer.error.message} It is looked up again when you go
          on.
        </>
      );
    case 'answered': {
      const { available, message, href } = answer.value;
      if (available) {
        return (
          <>
            <StateIcon state="ok" /> {name} is free.
          </>
        );
      }
      return (
        <>
          <StateIcon state="critical" /> {message}{' '}
          {href && <Elsewhere href={href}>See what has the name</Elsewhere>}
        </>
      );
    }
    default:
      throw new TypeError(`Unknown answer ${answer satisfies never}`);
  }
}

/** Says whether a name is free, to eyes and ears. */
export function AvailabilityStatus(props: {
  id: string;
  name: string;
  answer: Answer<NameAvailability>;
}) {
  const { id, name, answer } = props;
  return (
    <Box
      id={id}
      role="status"
      sx={{
        typography: 'body2',
        minHeight: '1.5em',
        mt: 0.5,
        '& svg': { verticalAlign: '-1px' },
      }}
    >
      {words(answer, name)}
    </Box>
  );
}
