import { isError } from '@backstage/errors';

/**
 * What stands in for a secret. The character occurs in no header value, so a
 * replacement can never complete another secret beside it.
 */
const mask = '•••';

/** Shorter secrets are not searched for: they would blot out ordinary text. */
export const minSecretLength = 4;

/** Names of query parameters whose values are secrets, whoever configured them. */
const secretParameter =
  /([?&;](?:[\w.-]{0,60}(?:token|secret|password|passwd|signature|credential|api[_-]?key|apikey)|key|sig|auth|code|pwd)=)[^&#\s"'<>]+/gi;

/**
 * `user:password@` (or a lone token) before the host of an address. The length
 * of a scheme is bounded so that a long word does not take quadratic time.
 */
const userInfo =
  /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"<>]+(?:@[^\s/?#@"<>]*)*@/gi;

/** Credentials as they stand in an Authorization header. */
const authorization =
  /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:[a-z][\w-]*\s+)?[^\s"',;]+/gi;
const scheme = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/-]{8,}=*/g;
const cookie = /\b((?:set-)?cookie["']?\s*[:=]\s*)[^\r\n]+/gi;

/** The forms in which a secret may turn up: as it is, in a URL, in JSON, in Base64. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(Buffer.from(secret).toString()),
    new URLSearchParams({ s: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
  ];
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Takes secrets out of text that people or logs will see. */
export type Redact = (text: string) => string;

/**
 * Makes a {@link Redact} for the given secrets (at least four characters each)
 * and for what looks like one: user info and token parameters in addresses,
 * Authorization and Cookie headers.
 */
export function createRedact(secrets: Iterable<string>): Redact {
  const forms = new Set<string>();
  for (const secret of secrets) {
    if (secret.length >= minSecretLength) {
      formsOf(secret).forEach(form => forms.add(form));
    }
  }
  // Longest first: where one secret begins another, the longer must win.
  const alternatives = [...forms]
    .sort((a, b) => b.length - a.length)
    .map(escapeForRegExp);
  const known =
    alternatives.length > 0
      ? new RegExp(alternatives.join('|'), 'g')
      : undefined;

  return text => {
    const withoutKnown = known ? text.replace(known, mask) : text;
    return withoutKnown
      .replace(userInfo, `$1${mask}@`)
      .replace(secretParameter, `$1${mask}`)
      .replace(authorization, `$1${mask}`)
      .replace(scheme, `$1 ${mask}`)
      .replace(cookie, `$1${mask}`);
  };
}

/**
 * A copy of an error, and of its causes, without secrets. Only name, message,
 * code and stack are kept: libraries hang whole requests on their errors.
 */
export function redactError(error: unknown, redact: Redact, depth = 0): Error {
  if (!isError(error)) {
    return new Error(redact(String(error)));
  }
  const cause =
    error.cause !== undefined && depth < 5
      ? redactError(error.cause, redact, depth + 1)
      : undefined;
  const copy: Error & { code?: string } = new Error(
    redact(error.message),
    cause && { cause },
  );
  copy.name = error.name;
  copy.stack = error.stack && redact(error.stack);
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    copy.code = code;
  }
  return copy;
}
