import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormLabel from '@mui/material/FormLabel';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { FieldProps, fieldIds } from '../types';
import { objectiveInWords, parsePercent } from './words';

const usual = [99, 99.5, 99.9, 99.95, 99.99] as const;

/** An objective in percent, with what it means. */
export function SloObjective(
  props: FieldProps<number, { unit?: 'requests' | 'messages' }>,
) {
  const { formData: objective, onChange, schema, uiSchema, idSchema } = props;
  const { minimum = 90, maximum = 99.99 } = schema;
  const unit = uiSchema['ui:options']?.unit ?? 'requests';
  const ids = fieldIds(idSchema, 'objective');
  const label = schema.title ?? 'Objective';
  // What is typed on the way to a number ("99.") must stay as it is.
  const [typed, setTyped] = useState(() => objective?.toString() ?? '');
  useEffect(() => {
    setTyped(text =>
      parsePercent(text) === objective ? text : objective?.toString() ?? '',
    );
  }, [objective]);

  const isInRange =
    objective !== undefined && objective >= minimum && objective <= maximum;
  return (
    <FormControl component="fieldset" fullWidth margin="dense">
      <FormLabel component="legend" sx={{ typography: 'subtitle2', mb: 1 }}>
        {label}
      </FormLabel>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-end',
          gap: 1.5,
        }}
      >
        <ToggleButtonGroup
          exclusive
          size="small"
          disabled={props.disabled}
          value={objective ?? null}
          aria-label="Usual objectives"
          onChange={(_, value: number | null) =>
            value !== null && onChange(value)
          }
        >
          {usual
            .filter(value => value >= minimum && value <= maximum)
            .map(value => (
              <ToggleButton
                key={value}
                value={value}
                sx={{ px: { xs: 0.75, sm: 1.5 }, whiteSpace: 'nowrap' }}
              >
                {value} %
              </ToggleButton>
            ))}
        </ToggleButtonGroup>
        <TextField
          id={ids.id}
          label="Percent"
          value={typed}
          required={props.required}
          disabled={props.disabled}
          size="small"
          sx={{ width: '9rem' }}
          error={!isInRange || props.rawErrors.length > 0}
          onChange={event => {
            setTyped(event.target.value);
            onChange(parsePercent(event.target.value));
          }}
          InputProps={{
            endAdornment: <InputAdornment position="end">%</InputAdornment>,
          }}
          inputProps={{
            'aria-describedby': `${ids.status} ${ids.errors}`,
            inputMode: 'decimal',
            autoComplete: 'off',
          }}
        />
      </Box>
      <Box
        id={ids.status}
        role="status"
        sx={{ typography: 'body2', mt: 1, color: 'text.secondary' }}
      >
        {isInRange
          ? objectiveInWords(objective, unit)
          : `Between ${minimum} and ${maximum} percent.`}
      </Box>
    </FormControl>
  );
}
