// A trailer in the sense of git-interpret-trailers, so that Git tools know it.
const trailerName = 'Scaffolder-Task';

/** Ends a commit message or a pull request's text with the task that wrote it. */
export function withTaskMark(text: string, taskId: string): string {
  return `${text.trimEnd()}\n\n${trailerName}: ${taskId}`;
}

/** Whether a text was written by {@link withTaskMark} for this very task. */
export function hasTaskMark(
  text: string | undefined | null,
  taskId: string,
): boolean {
  return (text ?? '')
    .split(/\r?\n/)
    .some(line => line.trim() === `${trailerName}: ${taskId}`);
}

/** A repository's description while a task is making it, and only then. */
export function unfinishedDescription(taskId: string): string {
  return `Being made by scaffolder task ${taskId}`;
}
