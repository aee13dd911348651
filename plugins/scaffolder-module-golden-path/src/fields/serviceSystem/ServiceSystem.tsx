import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { EmptyState, ErrorPanel } from '@goreliable/ui';
import { useAnswer } from '../../hooks/useAnswer';
import { ChoiceField } from '../ChoiceField';
import { FieldProps } from '../types';
import { systemChoices } from './systems';

async function allSystems(catalogApi: CatalogApi) {
  const { items } = await catalogApi.getEntities({
    filter: { kind: 'System' },
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'metadata.description',
      'relations',
    ],
  });
  return items;
}

/** The system that a new service is a part of. */
export function ServiceSystem(props: FieldProps<string>) {
  const { formData, onChange, schema, idSchema, formContext } = props;
  const catalogApi = useApi(catalogApiRef);
  const [answer, askAgain] = useAnswer('systems', () => allSystems(catalogApi));
  const owner: string | undefined = formContext?.formData?.owner;
  const choices = useMemo(
    () =>
      answer.kind === 'answered' ? systemChoices(answer.value, owner) : [],
    [answer, owner],
  );
  if (answer.kind === 'failed') {
    return (
      <ErrorPanel
        title="The systems could not be loaded"
        error={answer.error}
        onRetry={askAgain}
      />
    );
  }
  if (answer.kind === 'answered' && choices.length === 0) {
    return (
      <EmptyState
        title="The catalog has no system"
        description="A service is part of a system. Register one in the catalog first."
      />
    );
  }
  return (
    <ChoiceField
      idSchema={idSchema}
      name="system"
      label={schema.title ?? 'System'}
      help={schema.description}
      choices={choices}
      isLoading={answer.kind === 'asking'}
      value={formData}
      required={props.required}
      disabled={props.disabled}
      hasError={props.rawErrors.length > 0}
      onChange={onChange}
    />
  );
}
