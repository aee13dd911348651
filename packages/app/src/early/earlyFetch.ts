import { FetchMiddleware } from '@backstage/core-app-api';
import { earlyWork } from './earlyWork';

/**
 * Answers a request with what was asked early, if it is the same one. It stands behind the
 * middleware that adds the token: without a token, or with another one, nothing is answered.
 */
export const earlyFetch: FetchMiddleware = {
  apply: next => async (input, init) => {
    const isComplete = input instanceof Request && init === undefined;
    const early = isComplete && (await earlyWork()?.takeAnswer(input));
    return early || next(input, init);
  },
};
