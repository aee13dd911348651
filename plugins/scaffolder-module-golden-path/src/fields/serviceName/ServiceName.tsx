import { useApi } from '@backstage/core-plugin-api';
import { serviceNameProblem } from '@goreliable/plugin-golden-path-common';
import TextField from '@mui/material/TextField';
import { goldenPathApiRef } from '../../api/GoldenPathApi';
import { useAnswer } from '../../hooks/useAnswer';
import { FieldProps, fieldIds } from '../types';
import { AvailabilityStatus } from './AvailabilityStatus';
import { ServiceNameRules } from './ServiceNameRules';

/** Long enough that nobody is asked about every letter of a name. */
const delayMs = 350;

/** What was typed, with what names are usually written with replaced letter by letter. */
export function asTyped(text: string): string {
  return text.toLowerCase().replace(/[\s_.]/g, '-');
}

/** The name of a new service: its rules, and whether it is free. */
export function ServiceName(props: FieldProps<string>) {
  const { formData: name = '', onChange, onBlur, schema, uiSchema } = props;
  const { required, disabled, rawErrors, idSchema } = props;
  const goldenPathApi = useApi(goldenPathApiRef);
  const isWellFormed = serviceNameProblem(name) === undefined;
  const [answer] = useAnswer(
    isWellFormed ? name : undefined,
    (question, signal) => goldenPathApi.nameAvailability(question, { signal }),
    { delayMs },
  );
  const ids = fieldIds(idSchema, 'name');
  const isTaken = answer.kind === 'answered' && !answer.value.available;
  return (
    <div>
      <TextField
        id={ids.id}
        label={schema.title ?? 'Name'}
        value={name}
        required={required}
        disabled={disabled}
        fullWidth
        size="small"
        margin="dense"
        error={isTaken || rawErrors.length > 0}
        // The person came here to name it: nothing is in front of this field.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={Boolean(uiSchema['ui:autofocus'])}
        onChange={event => onChange(asTyped(event.target.value) || undefined)}
        onBlur={() => onBlur(ids.id, name)}
        inputProps={{
          'aria-describedby': `${ids.help} ${ids.status} ${ids.errors}`,
          autoCapitalize: 'none',
          autoComplete: 'off',
          autoCorrect: 'off',
          spellCheck: false,
          maxLength: 63,
        }}
      />
      <ServiceNameRules id={ids.help} name={name} />
      <AvailabilityStatus id={ids.status} name={name} answer={answer} />
    </div>
  );
}
