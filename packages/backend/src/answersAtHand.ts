import type {
  IncomingMessage,
  OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { type AnswerAtHand, answerAtHandOf } from '@goreliable/answers';

/**
 * For how long an answer is given again before the whole road is taken once more. With the
 * seconds for which a token is remembered (rememberedTokens.ts) it is how late the portal
 * notices that a signing key was withdrawn.
 */
const keepForMs = 1_000;
const mostKept = 500;

interface Kept extends AnswerAtHand {
  readonly headers: OutgoingHttpHeaders;
  /** The same without those of the body. */
  readonly headersUnchanged: OutgoingHttpHeaders;
}

/** Handles a request, or leaves it to the next one. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

/** What identifies a question that may be answered from here; undefined for all others. */
function keyOf({ method, url, headers }: IncomingMessage): string | undefined {
  const { authorization, origin, upgrade } = headers;
  return method === 'GET' &&
    authorization !== undefined &&
    // Whether another origin may read it is for the whole road to say.
    origin === undefined &&
    upgrade === undefined
    ? `${headers['accept-encoding']} ${url} ${authorization}`
    : undefined;
}

function statusFor(kept: Kept, asked: string | undefined) {
  if (asked === kept.etag) {
    return 304;
  }
  return asked === undefined && kept.body ? 200 : undefined;
}

/**
 * Answers again what a plugin has just answered the same caller, if the plugin has said that
 * it may be and it still holds. The headers are those of the first answer, from whichever
 * middleware they came; a caller is known by the whole of its token.
 *
 * @param options.now - milliseconds since the epoch
 * @param options.onAnswered - hears of each answer that was given from here
 */
export function answersAtHand(
  options: {
    now?: () => number;
    onAnswered?: (request: IncomingMessage, status: number) => void;
  } = {},
): Handler {
  const { now = Date.now, onAnswered } = options;
  const kept = new Map<string, Kept & { untilMs: number }>();

  const keep = (key: string, answer: Kept) => {
    const known = kept.get(key);
    const untilMs = Math.min(answer.untilMs, now() + keepForMs);
    kept.delete(key);
    for (const [old, { untilMs: oldUntilMs }] of kept) {
      if (oldUntilMs > now() && kept.size < mostKept) {
        break;
      }
      kept.delete(old);
    }
    if (untilMs > now()) {
      const isSame = known?.etag === answer.etag;
      // Who was told only that nothing has changed has not been sent what it is.
      const whole =
        isSame && !answer.body
          ? { ...known, ...answer, body: known.body, headers: known.headers }
          : answer;
      kept.set(key, { ...whole, untilMs });
    }
  };

  return (request, response, next) => {
    const key = keyOf(request);
    if (key === undefined) {
      next();
      return;
    }
    const known = kept.get(key);
    if (known && now() < known.untilMs && known.isCurrent()) {
      const status = statusFor(known, request.headers['if-none-match']);
      if (status === 200) {
        response.writeHead(200, known.headers).end(known.body);
      } else if (status === 304) {
        response.writeHead(304, known.headersUnchanged).end();
      }
      if (status !== undefined) {
        onAnswered?.(request, status);
        return;
      }
    }
    // Those are told anew for each answer, such as how many more a caller may ask for.
    const before = { ...response.getHeaders() };
    response.once('finish', () => {
      const offer = answerAtHandOf(response);
      if (offer) {
        keep(key, withHeaders(offer, response, before));
      }
    });
    next();
  };
}

function withHeaders(
  offer: AnswerAtHand,
  response: ServerResponse,
  before: OutgoingHttpHeaders,
): Kept {
  const all = Object.entries(response.getHeaders()).filter(
    ([name, value]) => before[name] !== value,
  );
  const unchanged = all.filter(([name]) => !/^content-(?!sec)/.test(name));
  return {
    etag: offer.etag,
    body: offer.body,
    untilMs: offer.untilMs,
    isCurrent: offer.isCurrent,
    headers: Object.fromEntries(all),
    headersUnchanged: Object.fromEntries(unchanged),
  };
}
