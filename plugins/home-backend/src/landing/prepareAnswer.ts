import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Request, Response } from 'express';

const compress = promisify(brotliCompress);

/** An answer that is serialised and compressed before anybody asks for it again. */
export interface PreparedAnswer {
  readonly etag: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
}

export async function prepareAnswer(value: unknown): Promise<PreparedAnswer> {
  const plain = Buffer.from(JSON.stringify(value));
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url')}"`,
    plain,
    brotli: await compress(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    }),
  };
}

/** Answers with 304 where the browser has it already. The answer is the viewer's own. */
export function sendPrepared(
  request: Request,
  response: Response,
  answer: PreparedAnswer,
): void {
  response.set({
    etag: answer.etag,
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, authorization',
    'content-type': 'application/json; charset=utf-8',
  });
  if (request.get('if-none-match') === answer.etag) {
    response.status(304).end();
    return;
  }
  if (request.acceptsEncodings('br')) {
    response.set('content-encoding', 'br').end(answer.brotli);
    return;
  }
  response.end(answer.plain);
}
