import {
  DataTableColumn,
  DataTableFilter,
  RelativeTime,
  StateChip,
} from '@goreliable/ui';
import { EntityLink, nameOf } from '../../shared/EntityLink';
import { TaskRow, taskState } from './taskRow';
import type { TaskScope } from './useTasks';

const statusLabel = (status: string) => taskState(status).label ?? status;

/** The columns of the list of tasks. */
export const taskColumns: readonly DataTableColumn<TaskRow>[] = [
  {
    id: 'subject',
    header: 'Task',
    width: 168,
    grow: 2,
    alwaysShown: true,
    value: row => row.subject,
  },
  {
    id: 'status',
    header: 'Status',
    width: 116,
    grow: 0,
    value: row => statusLabel(row.status),
    cell: row => <StateChip {...taskState(row.status)} size="small" />,
  },
  {
    id: 'template',
    header: 'Golden path',
    width: 176,
    grow: 1,
    value: row => row.templateTitle,
    cell: row =>
      row.template && (
        <EntityLink entityRef={row.template} label={row.templateTitle} />
      ),
  },
  {
    id: 'person',
    header: 'Started by',
    width: 128,
    grow: 1,
    value: row => row.person && nameOf(row.person),
    cell: row => row.person && <EntityLink entityRef={row.person} />,
  },
  {
    id: 'started',
    header: 'Started',
    width: 128,
    grow: 0,
    value: row => row.createdAt,
    cell: row => <RelativeTime at={row.createdAt} />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 280,
    hiddenByDefault: true,
    truncate: 'middle',
    value: row => row.id,
  },
];

const filters: readonly DataTableFilter<TaskRow>[] = [
  {
    id: 'status',
    label: 'Status',
    value: row => row.status,
    labelOf: statusLabel,
  },
  { id: 'path', label: 'Golden path', value: row => row.templateTitle },
];

const personFilter: DataTableFilter<TaskRow> = {
  id: 'person',
  label: 'Started by',
  value: row => row.person,
  labelOf: nameOf,
};

/** The facets for the tasks of one or of all; one person's were all started by them. */
export function taskFilters(scope: TaskScope): DataTableFilter<TaskRow>[] {
  return scope === 'mine' ? [...filters] : [...filters, personFilter];
}
