import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Wrong answers as one error that names each of them; other errors as they are. */
export function asInputError(error: unknown): unknown {
  if (!(error instanceof z.ZodError)) {
    return error;
  }
  const problems = error.issues.map(
    issue => `${issue.path.join('.') || 'the answers'}: ${issue.message}`,
  );
  return new InputError(problems.join('; '));
}

/** Runs something that checks answers, and gives its complaints as {@link asInputError}. */
export function withInputErrors<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asInputError(error);
  }
}
