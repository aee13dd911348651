import { SpecProblem } from './types';

/** Characters of specs that one request may have. */
export const longestSpecs = 200_000;

/** SLOs that one request may have; each takes some 5 ms of a server's one thread. */
const mostSlos = 100;

/** The problem of a text of more SLOs than one request may have; none otherwise. */
export function tooManySlos(count: number): SpecProblem[] {
  return count > mostSlos
    ? [
        {
          severity: 'error',
          document: 0,
          path: '',
          message: `The text has ${count} SLOs, and one request may have ${mostSlos}: split it`,
        },
      ]
    : [];
}
