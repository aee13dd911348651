import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Request, Response } from 'express';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

type Encoding = 'br' | 'gzip' | 'identity';

/**
 * An answer that is serialised once, and compressed once for each encoding
 * that somebody asks for, so that handing it out again costs next to nothing.
 */
export class PreparedAnswer {
  readonly etag: string;
  private readonly plain: Buffer;
  private readonly encoded = new Map<Encoding, Promise<Buffer>>();

  constructor(value: unknown) {
    this.plain = Buffer.from(JSON.stringify(value));
    const digest = createHash('sha256').update(this.plain).digest('base64url');
    // Weak, for one tag stands for the same answer in every encoding.
    this.etag = `W/"${digest.slice(0, 27)}"`;
  }

  /** Answers a request: with 304 where the browser has it already. */
  async send(request: Request, response: Response): Promise<void> {
    response.set({
      ETag: this.etag,
      // Kept by the browser of the one who may see it, and asked about each time.
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding, Authorization, Cookie',
    });
    if (isKnown(request.headers['if-none-match'], this.etag)) {
      response.status(304).end();
      return;
    }
    const encoding = encodingFor(request);
    const body = await this.body(encoding);
    response.set('Content-Type', 'application/json; charset=utf-8');
    response.set('Content-Length', String(body.length));
    if (encoding !== 'identity') {
      response.set('Content-Encoding', encoding);
    }
    response.end(body);
  }

  /** The answer as bytes of an encoding. */
  body(encoding: Encoding): Promise<Buffer> {
    let body = this.encoded.get(encoding);
    if (!body) {
      body = this.encode(encoding);
      this.encoded.set(encoding, body);
    }
    return body;
  }

  private async encode(encoding: Encoding): Promise<Buffer> {
    switch (encoding) {
      case 'br':
        return await brotliAsync(this.plain, {
          params: {
            // A tenth smaller than gzip, and no slower at this quality.
            [constants.BROTLI_PARAM_QUALITY]: 5,
            [constants.BROTLI_PARAM_SIZE_HINT]: this.plain.length,
          },
        });
      case 'gzip':
        return await gzipAsync(this.plain);
      default:
        return this.plain;
    }
  }
}

function encodingFor(request: Request): Encoding {
  // Without the header anything goes, by the letter; but such clients are simple ones.
  if (request.headers['accept-encoding'] === undefined) {
    return 'identity';
  }
  return (request.acceptsEncodings('br', 'gzip') as Encoding) || 'identity';
}

function isKnown(header: string | undefined, etag: string): boolean {
  return (header ?? '')
    .split(',')
    .map(tag => tag.trim().replace(/^W\//, ''))
    .some(tag => tag === '*' || tag === etag.replace(/^W\//, ''));
}
