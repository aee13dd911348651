import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  LoggerService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { EVENTS_NOTIFY_TIMEOUT_HEADER } from '@backstage/plugin-events-node';

/** How often the open requests are looked at while the last ones are waited for. */
const lookEveryMs = 50;
/** For those that came after the last look, before the connections are cut. */
const lastAnswersMs = 2_000;

export interface DrainOptions {
  readonly server: Server;
  readonly lifecycle: Pick<
    RootLifecycleService,
    'addBeforeShutdownHook' | 'addShutdownHook'
  >;
  readonly logger: Pick<LoggerService, 'info' | 'warn'>;
  /** How long requests go on after readiness has begun to fail. */
  readonly delayMs: number;
  /** How long the requests that are open then may take to end. */
  readonly limitMs: number;
}

/**
 * Whether an answer stays open until there is news: streams of events, and the events bus,
 * which each replica asks for up to 55 s at a time. Whoever waits for news asks again.
 */
function waitsForNews(response: ServerResponse): boolean {
  const contentType = String(response.getHeader('content-type') ?? '');
  return (
    response.headersSent &&
    (contentType.startsWith('text/event-stream') ||
      response.hasHeader(EVENTS_NOTIFY_TIMEOUT_HEADER))
  );
}

function sayGoodbye(response: ServerResponse): void {
  if (!response.headersSent) {
    response.setHeader('connection', 'close');
  }
}

/**
 * Ends the portal's server without failing a request, and soon. After the delay the
 * requests that are open are answered, and only then do the plugins and their database go.
 * Left to itself the server would close the database under them, and would then wait for
 * what never ends by itself: answers that wait for news, and connections that became idle
 * after it had closed the idle ones, which last as long as `keepAliveTimeout`.
 */
export function drainOnShutdown(options: DrainOptions): void {
  const { server, lifecycle, logger, delayMs, limitMs } = options;
  const open = new Map<ServerResponse, string>();
  // The server forgets a connection that became a web socket, and yet waits for its end.
  const connections = new Set<Socket>();
  let isLeaving = false;
  let isOver = false;

  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });

  server.prependListener(
    'request',
    (request: IncomingMessage, response: ServerResponse) => {
      // A web socket is nobody's answer; the signals plugin ends its own.
      if (request.headers.upgrade === undefined) {
        open.set(response, `${request.method} ${pathOf(request)}`);
      }
      response.once('close', () => {
        open.delete(response);
        if (isOver) {
          // Its connection counts as idle from the next turn on.
          setImmediate(() => server.closeIdleConnections());
        }
      });
      if (isLeaving) {
        sayGoodbye(response);
      }
    },
  );

  const unanswered = (responses: Iterable<ServerResponse>) =>
    [...responses].filter(
      response => open.has(response) && !waitsForNews(response),
    );

  lifecycle.addBeforeShutdownHook(async () => {
    isLeaving = true;
    [...open.keys()].forEach(sayGoodbye);
    await delay(delayMs);
    // Not those that still come in: there is always one more.
    const last = unanswered(open.keys());
    logger.info(`Stopping: ${last.length} requests are open`);
    const deadline = Date.now() + limitMs;
    while (unanswered(last).length > 0 && Date.now() < deadline) {
      await delay(lookEveryMs);
    }
    for (const response of unanswered(last)) {
      logger.warn(
        `${open.get(response)} is cut off, it took longer than ${limitMs} ms`,
      );
    }
  });

  lifecycle.addShutdownHook(() => {
    isOver = true;
    [...open.keys()]
      .filter(waitsForNews)
      .forEach(response => void response.end());
    setTimeout(
      () => connections.forEach(connection => void connection.destroy()),
      lastAnswersMs,
    ).unref();
  });
}

/** Without the query, which may hold what is nobody's business. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0];
}
