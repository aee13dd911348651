import { useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useAnswer } from '../../hooks/useAnswer';
import { FieldProps, fieldIds } from '../types';
import { RouteRow } from './RouteRow';
import { DraftRoute, routeProblems } from './routes';
import { elsewhere, routeServices, suggestionFields } from './suggestions';

async function readServices(catalogApi: CatalogApi): Promise<string[]> {
  const { items } = await catalogApi.getEntities({
    filter: { kind: 'Component', 'spec.type': 'service' },
    fields: suggestionFields,
  });
  return routeServices(items);
}

/** The routes of a gateway. Always shows one, so that there is a place to begin. */
export function GatewayRoutes(props: FieldProps<DraftRoute[]>) {
  const { formData, onChange, schema, idSchema, disabled, formContext } = props;
  const system: string | undefined = formContext?.formData?.system;
  const catalogApi = useApi(catalogApiRef);
  // Only suggestions: without them a name can still be typed.
  const [answer] = useAnswer('services', () => readServices(catalogApi));
  const services = answer.kind === 'answered' ? answer.value : [];
  const routes = formData?.length ? formData : [{}];
  const problemsAt = (index: number) => {
    const problems = routeProblems(routes, index);
    const { service } = routes[index];
    return {
      ...problems,
      service: problems.service ?? elsewhere(service, services, system),
    };
  };
  const ids = fieldIds(idSchema, 'routes');
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <Box
      role="group"
      aria-labelledby={`${ids.id}__label`}
      aria-describedby={`${ids.help} ${ids.errors}`}
      sx={{ display: 'grid', gap: 1.5 }}
    >
      <div>
        <Box id={`${ids.id}__label`} sx={{ typography: 'subtitle2' }}>
          {schema.title ?? 'Routes'}
        </Box>
        <Box
          id={ids.help}
          sx={{ typography: 'body2', color: 'text.secondary' }}
        >
          {schema.description}
        </Box>
      </div>
      {routes.map((route, index) => (
        <RouteRow
          // Rows have no identity of their own; their order does not change.
          key={index}
          id={`${ids.id}_${index}`}
          number={index + 1}
          route={route}
          problems={problemsAt(index)}
          services={services}
          disabled={disabled}
          onChange={changed => onChange(routes.with(index, changed))}
          onRemove={
            routes.length > 1
              ? () => {
                  onChange(routes.toSpliced(index, 1));
                  // The button that was pressed is gone.
                  addButton.current?.focus();
                }
              : undefined
          }
        />
      ))}
      <Button
        ref={addButton}
        variant="outlined"
        size="small"
        startIcon={<AddIcon />}
        disabled={disabled || routes.length >= (schema.maxItems ?? 50)}
        onClick={() => onChange([...routes, {}])}
        sx={{ justifySelf: 'start' }}
      >
        Add a route
      </Button>
    </Box>
  );
}
