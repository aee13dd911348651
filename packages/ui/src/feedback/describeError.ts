/** An error as a person needs it. */
export type ErrorDescription = {
  /** What went wrong, in the words of who refused. */
  cause: string;
  /** What to do about it. */
  remedy: string;
  /** The request to name when asking somebody for help. */
  requestId?: string;
};

type Loose = Record<string, unknown>;

function asObject(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

const remedies: Record<string, string> = {
  NotAllowedError:
    'Ask the owner for access, or sign in as somebody who has it.',
  AuthenticationError: 'Sign in again; your session has ended.',
  NotFoundError: 'Check the address. It may have been renamed or deleted.',
  ConflictError: 'Reload the page. Somebody changed this in the meantime.',
  NotModifiedError: 'Reload the page.',
  InputError: 'Correct what you entered and try again.',
  ServiceUnavailableError:
    'Try again in a moment. The data you had is unchanged.',
  NetworkError: 'Check your connection, then retry.',
  TimeoutError: 'Try again. If it keeps happening, the service is overloaded.',
};

const nameOfStatus: Record<number, string> = {
  400: 'InputError',
  401: 'AuthenticationError',
  403: 'NotAllowedError',
  404: 'NotFoundError',
  408: 'TimeoutError',
  409: 'ConflictError',
  502: 'ServiceUnavailableError',
  503: 'ServiceUnavailableError',
  504: 'TimeoutError',
};

/** Browsers report every broken connection as a `TypeError` with these words. */
const brokenConnection = /failed to fetch|networkerror|load failed/i;

function kindOf(error: Loose, cause: Loose): string | undefined {
  if (
    error.name === 'TypeError' &&
    brokenConnection.test(String(error.message))
  ) {
    return 'NetworkError';
  }
  const name = text(cause.name) ?? text(error.name);
  if (name && name in remedies) {
    return name;
  }
  const status = error.statusCode ?? error.status;
  return typeof status === 'number' ? nameOfStatus[status] : undefined;
}

function requestIdOf(error: Loose): string | undefined {
  const headers = asObject(asObject(error.response).headers);
  const fromHeaders =
    typeof headers.get === 'function'
      ? text(headers.get('x-request-id'))
      : undefined;
  return text(error.requestId) ?? fromHeaders;
}

/**
 * Puts any thrown value into words. Knows `@backstage/errors` by name,
 * `ResponseError` by its parts, and what browsers throw when a connection
 * breaks.
 */
export function describeError(error: unknown): ErrorDescription {
  const loose = asObject(error);
  const cause = asObject(loose.cause);
  const kind = kindOf(loose, cause);
  const words =
    kind === 'NetworkError'
      ? 'The portal did not answer.'
      : text(cause.message) ?? text(loose.message) ?? text(error);
  const requestId = requestIdOf(loose);
  return {
    cause: words ?? 'Something failed without saying why.',
    remedy:
      (kind && remedies[kind]) ??
      `Retry. If it happens again, ${
        requestId ? 'pass the request id to' : 'tell'
      } the platform team.`,
    ...(requestId ? { requestId } : {}),
  };
}
