import { useApiHolder } from '@backstage/frontend-plugin-api';
import { ScaffolderApi } from '@backstage/plugin-scaffolder-common';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { ProposalTarget } from '@goreliable/plugin-slo-common';
import { ErrorPanel } from '@goreliable/ui';
import { useMutation } from '@tanstack/react-query';
import { useKeptText } from '../../../hooks/useKeptText';
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
export function ProposePanel(props: {
  /** The draft that it is of, whose reason and task a reload does not lose. */
  draftId: string;
  proposed: Proposed;
  isReady: boolean;
  /** The pull request is open. */
  onDone: () => void;
}) {
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
  draftId: string;
  proposed: Proposed;
  isReady: boolean;
  onDone: () => void;
  scaffolderApi: ScaffolderApi;
}) {
  const { draftId, proposed, isReady, onDone, scaffolderApi } = props;
  const [reason, setReason] = useKeptText(`slo-proposal-reason:${draftId}`);
  const [started, setStarted] = useKeptText(`slo-proposal:${draftId}`);
  const taskId = taskOf(started, proposed.spec);
  const start = useMutation(
    {
      mutationFn: async () => {
        const { spec, service, name, replaces, source } = proposed;
        const { taskId: id } = await scaffolderApi.scaffold({
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
        // With what it proposes: another text is another proposal.
        setStarted(`${id}\n${spec}`);
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
      {taskId === undefined ? (
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
        <TaskProgress
          taskId={taskId}
          onDone={() => {
            setReason('');
            onDone();
          }}
          onAgain={() => setStarted('')}
        />
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

/** The task that has been started for just this text. */
function taskOf(started: string, spec: string): string | undefined {
  const end = started.indexOf('\n');
  return end > 0 && started.slice(end + 1) === spec
    ? started.slice(0, end)
    : undefined;
}

function repositoryOf({ repoUrl }: ProposalTarget): string {
  const query = new URLSearchParams(repoUrl.slice(repoUrl.indexOf('?')));
  return `${query.get('owner')}/${query.get('repo')}`;
}
