import { resolveSafeChildPath } from '@backstage/backend-plugin-api';

/**
 * A folder of a task's workspace.
 *
 * @throws NotAllowedError if it is elsewhere
 */
export function sourceDirectory(
  workspacePath: string,
  sourcePath: string | undefined,
): string {
  return sourcePath
    ? resolveSafeChildPath(workspacePath, sourcePath)
    : workspacePath;
}
