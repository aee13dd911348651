import { ReactNode } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { fieldIds } from './types';

/** Something from the catalog that can be chosen. */
export interface Choice {
  readonly ref: string;
  readonly title: string;
  readonly description?: string;
  /** Choices of the same group come after each other. */
  readonly group?: string;
}

/** One of several things from the catalog, found by typing. */
export function ChoiceField(props: {
  idSchema: { $id: string } | undefined;
  name: string;
  label: string;
  help?: ReactNode;
  choices: readonly Choice[];
  isLoading: boolean;
  value: string | undefined;
  required?: boolean;
  disabled?: boolean;
  hasError: boolean;
  onChange: (ref: string | undefined) => void;
}) {
  const { label, help, choices, isLoading, value, onChange } = props;
  const ids = fieldIds(props.idSchema, props.name);
  const chosen = choices.find(choice => choice.ref === value) ?? null;
  return (
    <Autocomplete<Choice>
      id={ids.id}
      options={[...choices]}
      value={chosen}
      loading={isLoading}
      disabled={props.disabled}
      fullWidth
      size="small"
      autoHighlight
      openOnFocus
      onChange={(_, choice) => onChange(choice?.ref)}
      getOptionLabel={choice => choice.title}
      isOptionEqualToValue={(one, other) => one.ref === other.ref}
      groupBy={
        choices.some(choice => choice.group)
          ? choice => choice.group ?? ''
          : undefined
      }
      renderOption={(optionProps, choice) => (
        <li {...optionProps} key={choice.ref}>
          <div>
            <div>{choice.title}</div>
            {choice.description && (
              <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
                {choice.description}
              </Box>
            )}
          </div>
        </li>
      )}
      renderInput={parameters => (
        <TextField
          {...parameters}
          label={label}
          required={props.required}
          margin="dense"
          error={props.hasError}
          helperText={help}
          FormHelperTextProps={{ id: ids.help }}
          inputProps={{
            ...parameters.inputProps,
            'aria-describedby': `${ids.help} ${ids.errors}`,
          }}
        />
      )}
    />
  );
}
