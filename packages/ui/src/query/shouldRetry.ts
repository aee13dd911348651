/** Attempts after the first; a page must come to its error while the reader still waits. */
const maxRetries = 2;

/**
 * Whether asking again may help: yes for a broken connection and an
 * overloaded server, no for an answer that will stay the same (any 4xx but
 * 408 and 429).
 * @param failures how many attempts have failed before this one
 */
export function shouldRetry(failures: number, error: unknown): boolean {
  if (failures >= maxRetries) {
    return false;
  }
  const { status, statusCode } = (error ?? {}) as {
    status?: unknown;
    statusCode?: unknown;
  };
  const code = [statusCode, status].find(
    (value): value is number => typeof value === 'number',
  );
  if (code === undefined) {
    return true;
  }
  return code >= 500 || code === 408 || code === 429;
}
