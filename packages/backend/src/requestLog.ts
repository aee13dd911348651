import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** As Express hands it to middleware: routers shorten the `url` on the way. */
type Request = IncomingMessage & { originalUrl?: string };

const toldEveryMs = 60_000;
/** A read that took this long is told by itself. */
const slowMs = 1_000;
/** Plugins times statuses; more than these is nobody's portal. */
const mostGroups = 500;

export interface RequestLogOptions {
  readonly logger: Pick<LoggerService, 'info'>;
  /** Tell also reads one by one, for who looks for something. */
  readonly isDetailed: boolean;
  /** Milliseconds of a clock that is never set back. */
  readonly now?: () => number;
}

export interface RequestLog {
  middleware(
    request: Request,
    response: ServerResponse,
    next: () => void,
  ): void;
  /** Takes a read that was answered before it came to the middleware. */
  note(request: Request, status: number): void;
  /** Tells what has been counted since the last time. */
  tell(): void;
}

/**
 * A log of requests that tells by itself each one that changes something, signs somebody
 * in, fails, is given up or is slow, and all others by their number, once a minute: a line for each
 * read costs more than many an answer, and hides the lines that matter.
 */
export function requestLog(options: RequestLogOptions): RequestLog {
  const { logger, isDetailed, now = () => performance.now() } = options;
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    if (counts.size > 0) {
      const parts = [...counts].map(([group, count]) => `${group} × ${count}`);
      counts.clear();
      logger.info(`Requests answered: ${parts.join(', ')}`, {
        type: 'countedRequests',
      });
    }
  };

  const count = (request: Request, status: number) => {
    const group = groupOf(request, status);
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (counts.size >= mostGroups) {
      tell();
    }
    timer ??= setTimeout(tell, toldEveryMs).unref();
  };

  return {
    tell,
    note: count,
    middleware(request, response, next) {
      const startedAtMs = now();
      // Not `finish`, which never comes where the caller gives up first.
      response.once('close', () => {
        const tookMs = now() - startedAtMs;
        if (
          !isDetailed &&
          response.writableFinished &&
          isMereRead(request) &&
          response.statusCode < 400 &&
          tookMs < slowMs
        ) {
          count(request, response.statusCode);
        } else {
          const meta = metaOf(request, response, tookMs);
          logger.info(lineOf(meta), { type: 'incomingRequest', ...meta });
        }
      });
      next();
    },
  };
}

const urlOf = ({ originalUrl, url }: Request): string => originalUrl ?? url!;

/** Whether a request changes nothing and signs nobody in. */
function isMereRead(request: Request): boolean {
  const { method } = request;
  return (
    (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') &&
    // However it is spelled: routes are found without regard to case.
    !/^\/api\/auth(?:[/?]|$)/i.test(urlOf(request))
  );
}

function groupOf(request: Request, status: number): string {
  const place = /^\/(?:api|\.backstage)\/[^/?]+/.exec(urlOf(request))?.[0];
  return `${request.method} ${place ?? 'pages'} ${status}`;
}

/** As proxies call the status of a request whose caller went before it was answered. */
const callerGone = 499;

/** The fields that Backstage's own log of requests has, and how long it took. */
function metaOf(request: Request, response: ServerResponse, tookMs: number) {
  const wasAborted = !response.writableFinished;
  const { referer, 'user-agent': userAgent } = request.headers;
  const contentLength = Number(response.getHeader('content-length'));
  return {
    date: new Date().toISOString(),
    method: request.method,
    url: urlOf(request),
    status: wasAborted ? callerGone : response.statusCode,
    httpVersion: request.httpVersion,
    durationMs: Math.round(tookMs),
    ...(wasAborted && { aborted: true }),
    ...(userAgent !== undefined && { userAgent }),
    ...(Number.isFinite(contentLength) && { contentLength }),
    ...(referer !== undefined && { referrer: referer }),
  };
}

function lineOf(meta: ReturnType<typeof metaOf>): string {
  const { date, method, url, httpVersion, status } = meta;
  const { contentLength = 0, referrer = '-', userAgent = '-' } = meta;
  return `[${date}] "${method} ${url} HTTP/${httpVersion}" ${status} ${contentLength} "${referrer}" "${userAgent}"`;
}
