import { isUpstreamError } from '@goreliable/upstream';
import { RepositoryAddress } from './types';

/** The status that Gitea refused a call with, if it was Gitea that did. */
export function statusOf(error: unknown): number | undefined {
  return isUpstreamError(error) ? error.upstreamStatus : undefined;
}

/** Turns "there is none" into undefined; every other failure stays one. */
export async function unlessMissing<T>(
  call: Promise<T>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  }
}

/** The path of a repository, or of something in it. */
export function place({ owner, repo }: RepositoryAddress, ...rest: string[]) {
  return ['repos', owner, repo, ...rest];
}
