import { InputError } from '@backstage/errors';
import express from 'express';
import { z } from 'zod';

const longestRangeSeconds = 400 * 86_400;

/** Unix seconds, given as such or as ISO 8601. */
export const instantSchema = z
  .union([z.string().regex(/^\d{1,11}$/), z.iso.datetime({ offset: true })])
  .transform(text =>
    /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000,
  );

const rangeSchema = z.object({ from: instantSchema, to: instantSchema });

/**
 * The range that a query asks for, in Unix seconds, without what lies ahead.
 *
 * @throws InputError that says what to do
 */
export function parseRange(query: unknown, nowSeconds: number) {
  const parsed = rangeSchema.safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `The parameter '${issue.path.join(
        '.',
      )}' must be given once, in Unix seconds or as ISO 8601 with an offset`,
    );
  }
  const to = Math.min(parsed.data.to, nowSeconds);
  const { from } = parsed.data;
  if (from >= to) {
    throw new InputError(
      `The parameter 'from' must be before 'to', and not in the future`,
    );
  }
  if (to - from > longestRangeSeconds) {
    throw new InputError(`The range must be at most 400 days long`);
  }
  return { from, to };
}

/** Answers what has to be asked for, which is given up when the client leaves. */
export async function answerWhileThere(
  response: express.Response,
  ask: (signal: AbortSignal) => Promise<object>,
): Promise<void> {
  const signal = abortedOnDisconnect(response);
  try {
    const answer = await ask(signal);
    response.set('Cache-Control', 'private, no-cache');
    response.json(answer);
  } catch (error) {
    // Nobody is there any more to be answered.
    if (!signal.aborted) {
      throw error;
    }
  }
}

function abortedOnDisconnect(response: express.Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      controller.abort(new Error('The client has left'));
    }
  });
  return controller.signal;
}
