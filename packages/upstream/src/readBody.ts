import { Readable, Transform, TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';

/** More bytes than allowed. */
export class BodyTooLargeError extends Error {
  readonly name = 'BodyTooLargeError';
}

/** An encoding we did not ask for. */
export class UnknownEncodingError extends Error {
  readonly name = 'UnknownEncodingError';
}

/** Each layer costs a buffer; honest servers apply one. */
const maxEncodings = 2;

/** What {@link readBody} can decode, for the Accept-Encoding header. */
export const acceptedEncodings = 'gzip, deflate, br, zstd';

function decoderFor(encoding: string): Transform {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      throw new UnknownEncodingError(
        `the answer has an unknown encoding '${encoding}'`,
      );
  }
}

class ByteLimit extends Transform {
  private seen = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ) {
    this.seen += chunk.length;
    if (this.seen > this.maxBytes) {
      done(
        new BodyTooLargeError(
          `the answer has more than ${this.maxBytes} bytes`,
        ),
      );
    } else {
      done(null, chunk);
    }
  }
}

/**
 * Reads a body to its end, decompressing it, and never holds more than the
 * limit: both what arrives and what it unpacks to are counted as they stream.
 *
 * @param contentEncoding - the header's value; encodings in the order applied
 * @throws BodyTooLargeError, UnknownEncodingError, errors of zlib and of the
 *   connection; in each case the body is destroyed, so the connection ends
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const encodings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(encoding => encoding.trim())
    .filter(encoding => encoding !== '' && encoding !== 'identity');
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      chunks.push(chunk);
    }
  };
  try {
    if (encodings.length > maxEncodings) {
      throw new UnknownEncodingError(
        `the answer is encoded ${encodings.length} times over`,
      );
    }
    const decoders = encodings
      .reverse()
      .flatMap(encoding => [decoderFor(encoding), new ByteLimit(maxBytes)]);
    await pipeline([body, new ByteLimit(maxBytes), ...decoders, collect], {
      signal,
    });
  } catch (error) {
    // What the destroyed body still has to say is moot.
    body.on('error', () => {}).destroy();
    throw error;
  }
  return Buffer.concat(chunks);
}
