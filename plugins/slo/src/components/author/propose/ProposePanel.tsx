import { useState } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { ScaffolderApi } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { ProposalTarget } from '@goreliable/plugin-slo-common';
import { ErrorPanel } from '@goreliable/ui';
import { useMutation } from '@tanstack/react-query';
import { sloQueryClient } from '../../../queryClient';
import { Field } from '../Field';
import { TaskProgress } from './TaskProgress';

/** Opens the pull request; see `templates/propose-slo.yaml`. */
export const proposeTemplateRef = 'template:default/propose-slo';

/** What is proposed. */
export type Proposed = {
  /** YAML of one SLO. */
  spec: string;
  service: string;
  name: string;
  /** Its name so far, if it has a new one. */
  replaces?: string;
  source?: string;
  target: ProposalTarget;
};

/** Where a proposal goes, why it is made, and what has become of it. */
export function ProposePanel(props: { proposed: Proposed; isReady: boolean }) {
  const scaffolderApi = useApiHolder().get(scaffolderApiRef);
  return scaffolderApi ? (
    <Proposal {...props} scaffolderApi={scaffolderApi} />
  ) : (
    <p className="slo-note">
      This portal has no scaffolder, which would open the pull request: copy the
      text above.
    </p>
  );
}

function Proposal(props: {
  proposed: Proposed;
  isReady: boolean;
  scaffolderApi: ScaffolderApi;
}) {
  const { proposed, isReady, scaffolderApi } = props;
  const [reason, setReason] = useState('');
  const start = useMutation(
    {
      mutationFn: async () => {
        const { spec, service, name, replaces, source } = proposed;
        const { taskId } = await scaffolderApi.scaffold({
          templateRef: proposeTemplateRef,
          values: {
            spec,
            service,
            name,
            ...(replaces && replaces !== name && { replaces }),
            ...(source && { source }),
            ...(reason.trim() && { reason: reason.trim() }),
          },
        });
        return taskId;
      },
    },
    sloQueryClient,
  );
  return (
    <>
      <p>
        Changes <code>{proposed.target.path}</code> of{' '}
        <code>{repositoryOf(proposed.target)}</code> by a pull request, with
        what was found out above. Nothing is in force before it is merged.
      </p>
      {start.data === undefined ? (
        <>
          <Field
            label="Why"
            isOptional
            help="For those who look at the pull request."
          >
            {control => (
              <textarea
                {...control}
                rows={2}
                maxLength={4_000}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Field>
          <button
            type="button"
            className="gr-button gr-button--primary"
            disabled={!isReady || start.isPending}
            onClick={() => start.mutate()}
          >
            {start.isPending ? 'Starting …' : 'Open the pull request'}
          </button>
        </>
      ) : (
        <TaskProgress taskId={start.data} onAgain={start.reset} />
      )}
      {start.error && (
        <ErrorPanel
          title="The pull request could not be opened"
          error={start.error}
        />
      )}
    </>
  );
}

function repositoryOf({ repoUrl }: ProposalTarget): string {
  const query = new URLSearchParams(repoUrl.slice(repoUrl.indexOf('?')));
  return `${query.get('owner')}/${query.get('repo')}`;
}
