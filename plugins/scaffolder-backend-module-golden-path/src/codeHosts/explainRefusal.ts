import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { isUpstreamError, UpstreamError } from '@goreliable/upstream';

/** What of a host's words is its own. */
export interface HostWords {
  /** Of its entry in the configuration: `integrations.github`. */
  readonly integration: string;
  /** What its token must be allowed to do. */
  readonly needs: string;
}

/** GitHub refuses with 403 too when too much was asked; only its words tell. */
const isRateLimit = ({ upstreamStatus, reason }: UpstreamError) =>
  upstreamStatus === 429 ||
  (upstreamStatus === 403 && /rate limit|abuse detection/i.test(reason));

function waitInWords(retryAfterMs: number | undefined): string {
  return retryAfterMs === undefined
    ? 'in some minutes, at most an hour'
    : `in ${Math.ceil(retryAfterMs / 1000)} s`;
}

/**
 * The refusal of a host with what to do about it; other errors as they are.
 * Upstream errors hold no secrets, and none is added here.
 */
export function explainRefusal(error: unknown, words: HostWords): unknown {
  if (!isUpstreamError(error)) {
    return error;
  }
  const { integration, needs } = words;
  const because = (advice: string) => `${error.message}. ${advice}`;
  if (isRateLimit(error)) {
    return new ServiceUnavailableError(
      because(
        `Too much was asked of it: repeat the task ${waitInWords(
          error.retryAfterMs,
        )}.`,
      ),
      error,
    );
  }
  switch (error.upstreamStatus) {
    case 401:
      return new NotAllowedError(
        because(
          `The credentials of ${integration} are not accepted: they may have expired or been withdrawn.`,
        ),
        error,
      );
    case 403:
      return new NotAllowedError(
        because(`The credentials of ${integration} may not: ${needs}.`),
        error,
      );
    case 404:
      return new NotFoundError(
        because(
          `It is not there, or the credentials of ${integration} may not see it or write to it: ${needs}.`,
        ),
        error,
      );
    case 409:
      return new ConflictError(
        because(
          'It has been changed meanwhile, or has no commit yet: repeat the task.',
        ),
        error,
      );
    case 400:
    case 422:
      return new InputError(
        because(
          'If somebody was faster, repeat the task; else look at what the repository asks of branches, commits and pull requests.',
        ),
        error,
      );
    default:
      return /redirect/.test(error.reason)
        ? new NotFoundError(
            because(
              'The repository may have another name now: put that into the catalog.',
            ),
            error,
          )
        : error;
  }
}
