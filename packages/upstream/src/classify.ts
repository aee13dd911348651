import { isError } from '@backstage/errors';
import { ZodError } from 'zod';
import { BodyTooLargeError, UnknownEncodingError } from './readBody';
import { UpstreamErrorKind } from './UpstreamError';

/** What a raw failure amounts to. */
export interface Classification {
  kind: UpstreamErrorKind;
  /** In words, as the end of a sentence. */
  reason: string;
  retryable: boolean;
}

const reasonsByCode: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at its address (connection refused)',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'its host name could not be looked up at present',
  EHOSTUNREACH: 'there is no route to its host',
  ENETUNREACH: 'there is no route to its network',
  UND_ERR_SOCKET: 'the connection was closed before the answer was complete',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH:
    'the connection was closed before the answer was complete',
};

function codeOf(error: Error): string {
  // A host with several addresses fails with one error per address.
  const { errors } = error as { errors?: unknown };
  const first = Array.isArray(errors) && isError(errors[0]) ? errors[0] : error;
  const { code } = first as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function schemaReason(error: ZodError): string {
  const shown = error.issues
    .slice(0, 3)
    .map(issue => `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
  const more = error.issues.length - shown.length;
  return `the answer is not of the agreed shape (${shown.join('; ')}${
    more > 0 ? `; and ${more} more` : ''
  })`;
}

/** Names what went wrong in a try, apart from time-outs and aborts, which only the caller can tell. */
export function classify(error: Error): Classification {
  const code = codeOf(error);
  if (error instanceof BodyTooLargeError) {
    return { kind: 'too-large', reason: error.message, retryable: false };
  }
  if (error instanceof UnknownEncodingError) {
    return { kind: 'invalid-body', reason: error.message, retryable: false };
  }
  if (error instanceof ZodError) {
    return {
      kind: 'invalid-body',
      reason: schemaReason(error),
      retryable: false,
    };
  }
  if (
    code.startsWith('Z_') ||
    code.startsWith('ERR_BROTLI') ||
    code.startsWith('ZSTD_')
  ) {
    return {
      kind: 'invalid-body',
      reason: `the answer could not be decompressed (${error.message})`,
      retryable: false,
    };
  }
  if (code.startsWith('HPE_')) {
    return {
      kind: 'invalid-body',
      reason: `the answer is not HTTP (${error.message})`,
      retryable: false,
    };
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return {
      kind: 'too-large',
      reason: 'the answer has too many header bytes',
      retryable: false,
    };
  }
  if (
    code === 'UND_ERR_CONNECT_TIMEOUT' ||
    code === 'UND_ERR_HEADERS_TIMEOUT' ||
    code === 'UND_ERR_BODY_TIMEOUT' ||
    code === 'ETIMEDOUT'
  ) {
    return {
      kind: 'timeout',
      reason: `there was no answer in time (${error.message || code})`,
      retryable: true,
    };
  }
  if (/CERT|SELF_SIGNED|SIGNATURE|ERR_TLS|ERR_SSL/.test(code)) {
    return {
      kind: 'unreachable',
      reason: `its certificate is not trusted (${error.message || code})`,
      // A certificate does not become valid by asking again.
      retryable: false,
    };
  }
  return {
    kind: 'unreachable',
    reason: reasonsByCode[code] ?? (error.message || code || error.name),
    retryable: true,
  };
}
