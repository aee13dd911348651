import { useEffect } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EmptyState, ErrorPanel } from '@goreliable/ui';
import { useAnswer } from '../../hooks/useAnswer';
import { ChoiceField } from '../ChoiceField';
import { FieldProps } from '../types';
import { ownTeams } from './ownTeams';

/** The owning team, among the person's own; the first of them to begin with. */
export function ServiceOwner(props: FieldProps<string>) {
  const { formData, onChange, schema, idSchema, required, disabled } = props;
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const [answer, askAgain] = useAnswer('own teams', () =>
    ownTeams(identityApi, catalogApi),
  );
  const teams = answer.kind === 'answered' ? answer.value : [];
  const first = teams[0]?.ref;
  // Also replaces a team that the address or another person's form had given.
  const isChosen = teams.some(team => team.ref === formData);
  useEffect(() => {
    if (first && !isChosen) {
      onChange(first);
    }
  }, [first, isChosen, onChange]);

  if (answer.kind === 'failed') {
    return (
      <ErrorPanel
        title="Your teams could not be loaded"
        error={answer.error}
        onRetry={askAgain}
      />
    );
  }
  if (answer.kind === 'answered' && teams.length === 0) {
    return (
      <EmptyState
        title="You belong to no team"
        description="A service is owned by a team. Ask somebody of the team that is to own it to add you, or to create it."
      />
    );
  }
  return (
    <ChoiceField
      idSchema={idSchema}
      name="owner"
      label={schema.title ?? 'Owner'}
      help={schema.description}
      choices={teams}
      isLoading={answer.kind === 'asking'}
      value={formData}
      required={required}
      disabled={disabled}
      hasError={props.rawErrors.length > 0}
      // Emptying it would choose the first team again.
      onChange={ref => ref && onChange(ref)}
    />
  );
}
