import {
  pluralOf,
  resourceProblem,
  typeNameOf,
} from '@goreliable/plugin-golden-path-common';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { FieldProps, fieldIds } from '../types';

/** What becomes of a noun, for people who want to see it before they choose. */
function Consequences(props: { noun: string; id: string }) {
  const { noun, id } = props;
  const plural = pluralOf(noun);
  const lines = [
    ['HTTP', `POST /v1/${plural}, GET /v1/${plural}/{id}, GET /v1/${plural}`],
    ['Go', `type ${typeNameOf(noun)} in internal/${noun}`],
    ['Table and event', `${plural}, ${plural}.created`],
  ];
  return (
    <Box
      component="dl"
      id={id}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.25,
        m: 0,
        mt: 0.5,
        typography: 'body2',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere' },
      }}
    >
      {lines.map(([term, text]) => (
        <Box key={term} sx={{ display: 'contents' }}>
          <dt>{term}</dt>
          <dd>
            <code>{text}</code>
          </dd>
        </Box>
      ))}
    </Box>
  );
}

/** The one kind of thing that a service keeps, as an English noun. */
export function ResourceNoun(props: FieldProps<string>) {
  const { formData: noun = '', onChange, schema, idSchema, rawErrors } = props;
  const ids = fieldIds(idSchema, 'resource');
  const problem = noun === '' ? undefined : resourceProblem(noun);
  return (
    <div>
      <TextField
        id={ids.id}
        label={schema.title ?? 'Resource'}
        value={noun}
        required={props.required}
        disabled={props.disabled}
        fullWidth
        size="small"
        margin="dense"
        placeholder="order"
        error={Boolean(problem) || rawErrors.length > 0}
        helperText={
          problem ??
          'The kind of thing it keeps: one English word in the singular, such as order.'
        }
        FormHelperTextProps={{ id: ids.help }}
        onChange={event =>
          onChange(event.target.value.toLowerCase() || undefined)
        }
        inputProps={{
          'aria-describedby': `${ids.help} ${ids.status} ${ids.errors}`,
          autoCapitalize: 'none',
          autoComplete: 'off',
          spellCheck: false,
          maxLength: 28,
        }}
      />
      {noun !== '' && !problem && <Consequences noun={noun} id={ids.status} />}
    </div>
  );
}
