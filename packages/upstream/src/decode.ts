import { z } from 'zod';
import { UpstreamResponse } from './types';

/** A complete answer that is not what was agreed. */
export class InvalidBodyError extends Error {
  readonly name = 'InvalidBodyError';
}

/** application/json and its relatives such as application/problem+json. */
const jsonContentType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** The body as text. @throws InvalidBodyError if it is not UTF-8 */
export function decodeText(response: UpstreamResponse): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(response.body);
  } catch {
    throw new InvalidBodyError('the answer is not UTF-8 text');
  }
}

/**
 * The body as a value of the schema's type.
 *
 * @throws InvalidBodyError if content type or JSON are wrong, ZodError if the shape is
 */
export function decodeJson<T>(
  response: UpstreamResponse,
  schema: z.ZodType<T>,
): T {
  const contentType = response.headers['content-type'] ?? '';
  if (!jsonContentType.test(contentType)) {
    throw new InvalidBodyError(
      `the answer is not JSON but '${
        contentType || 'of no content type'
      }' (a login page or a wrong address?)`,
    );
  }
  const text = decodeText(response);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The parser's message quotes the answer: it may say too much of it.
    throw new InvalidBodyError(
      `the answer is not complete JSON (${response.body.length} bytes)`,
      { cause: error },
    );
  }
  return schema.parse(value);
}
