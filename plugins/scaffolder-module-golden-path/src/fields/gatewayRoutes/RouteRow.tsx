import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { DraftRoute, routeInWords, RouteProblems, withService } from './routes';

/** One route of a gateway: path, service, and path at the service. */
export function RouteRow(props: {
  id: string;
  number: number;
  route: DraftRoute;
  problems: RouteProblems;
  services: readonly string[];
  disabled?: boolean;
  onChange: (route: DraftRoute) => void;
  onRemove?: () => void;
}) {
  const { id, number, route, problems, services, disabled, onChange } = props;
  const text = (part: 'prefix' | 'rewrite', label: string, hint: string) => (
    <TextField
      id={`${id}_${part}`}
      label={label}
      value={route[part] ?? ''}
      placeholder={hint}
      required={part === 'prefix'}
      disabled={disabled}
      size="small"
      error={Boolean(problems[part])}
      helperText={problems[part]}
      onChange={event =>
        onChange({ ...route, [part]: event.target.value || undefined })
      }
      inputProps={{ autoCapitalize: 'none', spellCheck: false }}
      InputLabelProps={{ shrink: true }}
    />
  );
  return (
    <Box
      component="fieldset"
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, m: 0, p: 1.5 }}
    >
      <Box component="legend" sx={{ typography: 'caption', px: 0.5 }}>
        Route {number}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: 'repeat(3, minmax(0, 1fr)) auto',
          },
        }}
      >
        <Autocomplete
          id={`${id}_service`}
          freeSolo
          options={[...services]}
          // Kept by itself it would still hold what was chosen before the text was
          // edited or another route moved here, and not tell of the same choice.
          value={services.find(service => service === route.service) ?? null}
          inputValue={route.service ?? ''}
          disabled={disabled}
          size="small"
          onInputChange={(_, value, reason) => {
            if (reason === 'input') {
              onChange({ ...route, service: value.toLowerCase() || undefined });
            } else if (reason === 'clear') {
              onChange({ ...route, service: undefined });
            }
          }}
          // A path is suggested for a chosen service, not for every letter.
          onChange={(_, value) =>
            onChange(withService(route, value ?? undefined))
          }
          onBlur={() => {
            const completed = withService(route, route.service);
            if (completed.prefix !== route.prefix) {
              onChange(completed);
            }
          }}
          renderInput={parameters => (
            <TextField
              {...parameters}
              label="Service"
              required
              placeholder="order-service"
              error={Boolean(problems.service)}
              helperText={problems.service}
              InputLabelProps={{ ...parameters.InputLabelProps, shrink: true }}
              inputProps={{
                ...parameters.inputProps,
                autoCapitalize: 'none',
                spellCheck: false,
              }}
            />
          )}
        />
        {text('prefix', 'Path for callers', '/api/orders')}
        {text('rewrite', 'Path at the service', route.prefix ?? '/v1/orders')}
        {props.onRemove && (
          <IconButton
            aria-label={`Remove route ${number}`}
            onClick={props.onRemove}
            disabled={disabled}
            sx={{ justifySelf: 'start' }}
          >
            <DeleteIcon />
          </IconButton>
        )}
      </Box>
      <Box
        sx={{
          typography: 'caption',
          color: 'text.secondary',
          mt: 1,
          minHeight: '1.5em',
          overflowWrap: 'anywhere',
        }}
      >
        {routeInWords(route)}
      </Box>
    </Box>
  );
}
