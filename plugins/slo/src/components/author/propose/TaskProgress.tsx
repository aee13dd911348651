import { useEffect, useRef } from 'react';
import { useTaskEventStream } from '@backstage/plugin-scaffolder-react';
import { ErrorPanel, StateChip } from '@goreliable/ui';

type Look = {
  state: 'ok' | 'critical' | 'progressing' | 'no-traffic';
  label: string;
};

const looks: Record<string, Look> = {
  completed: { state: 'ok', label: 'Done' },
  failed: { state: 'critical', label: 'Failed' },
  processing: { state: 'progressing', label: 'Going on' },
  skipped: { state: 'no-traffic', label: 'Left out' },
};
const waiting: Look = { state: 'no-traffic', label: 'To come' };

/** The steps of a task as they go on, and where they have led. */
export function TaskProgress(props: {
  taskId: string;
  onDone: () => void;
  onAgain: () => void;
}) {
  const { taskId, onAgain } = props;
  const stream = useTaskEventStream(taskId);
  const { task, steps, stepLogs, output, error, completed } = stream;
  const link = output?.links?.find(({ url }) => url);
  const isDone = link !== undefined;
  // What a task fails with comes as data; what is thrown is the trouble of the stream
  // alone, of which the task knows nothing.
  const isUnseen = task !== undefined && error instanceof Error;
  const onDone = useRef(props.onDone);
  onDone.current = props.onDone;
  useEffect(() => {
    if (isDone) {
      onDone.current();
    }
  }, [isDone]);
  const failed = Object.entries(steps).find(
    ([, { status }]) => status === 'failed',
  );
  return (
    <div className="slo-task">
      <ol className="slo-list" aria-label="Steps">
        {(task?.spec.steps ?? []).map(({ id, name }) => (
          <li key={id} className="slo-pair">
            <StateChip
              size="small"
              {...(looks[steps[id]?.status ?? ''] ?? waiting)}
            />
            <span>{name}</span>
          </li>
        ))}
      </ol>
      <p role="status">
        {link && (
          <a className="gr-button gr-button--primary" href={link.url}>
            {link.title ?? 'Open the pull request'}
          </a>
        )}
        {!link && !error && !completed && 'The pull request is being opened …'}
      </p>
      {isUnseen && (
        <ErrorPanel
          title="How far it is cannot be seen at present; it is asked again by itself"
          error={error}
        />
      )}
      {error && !isUnseen && (
        <ErrorPanel
          title="The pull request could not be opened"
          // The log of the step says more than that it has failed.
          error={
            failed
              ? new Error(stepLogs[failed[0]]?.at(-1) ?? error.message)
              : error
          }
          onRetry={onAgain}
        />
      )}
    </div>
  );
}
