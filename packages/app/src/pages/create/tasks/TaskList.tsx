import { useRouteRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { DataTable, EmptyState, ErrorPanel } from '@goreliable/ui';
import { Link, useSearchParams } from 'react-router-dom';
import { Segments } from '../../shared/Segments';
import { taskColumns, taskFilters } from './taskColumns';
import { TaskScope, useTasks } from './useTasks';
import './tasks.css';

function scopeSearch(params: URLSearchParams, scope: TaskScope): string {
  const next = new URLSearchParams(params);
  next.delete('scope');
  if (scope === 'all') {
    next.set('scope', scope);
  }
  return `?${next}`;
}

function NoTasks(props: { scope: TaskScope; createHref?: string }) {
  const { scope, createHref } = props;
  return (
    <EmptyState
      title={
        scope === 'mine'
          ? 'You have started no tasks yet'
          : 'Nobody has started a task yet'
      }
      description="A task is one run of a golden path. It stays here with its log and its links, so that one can see what was made and why a step failed."
      action={
        createHref && (
          <Link className="gr-button gr-button--primary" to={createHref}>
            Choose a golden path
          </Link>
        )
      }
    />
  );
}

/** What was made with golden paths, by whom, and how it went. */
export function TaskList() {
  const [params] = useSearchParams();
  const scope: TaskScope = params.get('scope') === 'all' ? 'all' : 'mine';
  const tasks = useTasks(scope);
  const createHref = useRouteRef(scaffolderPlugin.routes.root)?.();
  const taskRoute = useRouteRef(scaffolderPlugin.routes.ongoingTask);
  const { rows, total, error, isPending } = tasks;
  return (
    <div className="gr-list-page">
      <Segments
        label="Whose tasks"
        segments={(['mine', 'all'] as const).map(each => ({
          label: each === 'mine' ? 'Mine' : 'All',
          to: scopeSearch(params, each),
          isCurrent: each === scope,
        }))}
      />
      {error && rows.length === 0 ? (
        <ErrorPanel
          title="The tasks could not be listed"
          error={error}
          onRetry={tasks.refetch}
        />
      ) : (
        <DataTable
          caption="Tasks"
          urlKey="tasks"
          rows={rows}
          columns={taskColumns}
          filters={taskFilters(scope)}
          getRowId={row => row.id}
          getRowHref={row => taskRoute?.({ taskId: row.id })}
          defaultSort={{ id: 'started', descending: true }}
          isLoading={isPending}
          emptyState={<NoTasks scope={scope} createHref={createHref} />}
        />
      )}
      {rows.length > 0 && rows.length < total && (
        <p className="gr-tasks-older" role="status">
          The {rows.length} newest of {total} are listed.
          <button
            type="button"
            className="gr-button gr-button--small"
            disabled={tasks.isFetchingNextPage}
            onClick={() => tasks.fetchNextPage()}
          >
            Show older ones
          </button>
        </p>
      )}
    </div>
  );
}
