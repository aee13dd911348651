import type { ServerResponse } from 'node:http';

/**
 * What a server that stands in front of a plugin may answer by itself, when the same caller
 * asks the same again.
 */
export interface AnswerAtHand {
  readonly etag: string;
  /** As it was sent; absent where the caller had it already. */
  readonly body?: Buffer;
  /** Milliseconds since the epoch until which the caller is known to be allowed to have it. */
  readonly untilMs: number;
  /** Whether the plugin would answer the same now. */
  isCurrent(): boolean;
}

const key = 'answerAtHand';

/** The place that Express has for what handlers tell those around them. */
type WithLocals = ServerResponse & { locals?: Record<string, unknown> };

/** Says that a response's headers and this body may be sent again. */
export function offerAtHand(response: WithLocals, offer: AnswerAtHand): void {
  response.locals ??= {};
  response.locals[key] = offer;
}

/** What {@link offerAtHand} was told of a response. */
export function answerAtHandOf(response: WithLocals): AnswerAtHand | undefined {
  return response.locals?.[key] as AnswerAtHand | undefined;
}
