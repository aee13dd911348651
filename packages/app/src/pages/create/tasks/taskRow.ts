import type {
  ScaffolderTask,
  ScaffolderTaskStatus,
} from '@backstage/plugin-scaffolder-common';
import type { StateChipProps } from '@goreliable/ui';

/** One run of a template as a line of the list. */
export type TaskRow = {
  id: string;
  /** What it was started for: the name somebody gave, or else the template's. */
  subject: string;
  /** Entity reference of the template in full. */
  template?: string;
  templateTitle?: string;
  /** Entity reference in full of whoever started it. */
  person?: string;
  status: ScaffolderTaskStatus;
  /** ISO 8601. */
  createdAt: string;
};

/** Answers that templates ask for the name of a thing under, the most usual first. */
const namingAnswers = ['name', 'service', 'component_id', 'slo', 'title'];

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The line that stands for a task. */
export function toTaskRow(task: ScaffolderTask): TaskRow {
  const { id, spec, status, createdAt } = task;
  const { parameters, templateInfo, user } = spec;
  const templateTitle =
    templateInfo?.entity?.metadata.title ?? templateInfo?.entity?.metadata.name;
  const name = namingAnswers
    .map(answer => text(parameters?.[answer]))
    .find(Boolean);
  return {
    id,
    subject: name ?? templateTitle ?? id,
    template: templateInfo?.entityRef,
    templateTitle,
    person: user?.ref,
    status,
    createdAt,
  };
}

const looks: Record<ScaffolderTaskStatus, StateChipProps> = {
  open: { state: 'no-traffic', label: 'Waiting' },
  processing: { state: 'progressing', label: 'Running' },
  completed: { state: 'ok', label: 'Completed' },
  failed: { state: 'critical', label: 'Failed' },
  cancelled: { state: 'suspended', label: 'Cancelled' },
  skipped: { state: 'suspended', label: 'Skipped' },
};

/** How a status looks and what it is called; one that is not known is not called healthy. */
export function taskState(status: string): StateChipProps {
  return (
    looks[status as ScaffolderTaskStatus] ?? { state: 'no-data', label: status }
  );
}

/** Whether a task may still change by itself. */
export function isUnderWay({ status }: TaskRow): boolean {
  return status === 'open' || status === 'processing';
}
