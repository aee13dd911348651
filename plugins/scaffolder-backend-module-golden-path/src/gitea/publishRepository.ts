import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { GiteaClient } from './GiteaClient';
import { hasTaskMark, unfinishedDescription } from './taskMark';
import { RepositoryAddress } from './types';

/** What a task has to do with a repository of that name. */
export type RepositoryOrigin =
  /** There is none. */
  | { readonly kind: 'absent' }
  /** This task made it; `commits` is 0 until its content is there. */
  | { readonly kind: 'ours'; readonly commits: number }
  /** Somebody else made it. */
  | { readonly kind: 'foreign' };

/**
 * Finds out whether a task made a repository. The proof is what only the task
 * wrote: the description it has while unfinished, or the first commit.
 */
export async function repositoryOrigin(
  client: GiteaClient,
  address: RepositoryAddress,
  taskId: string,
): Promise<RepositoryOrigin> {
  const repository = await client.repositories.get(address);
  if (!repository) {
    return { kind: 'absent' };
  }
  const beginning = repository.empty
    ? undefined
    : await client.repositories.beginning(address, repository.default_branch);
  const ours = beginning
    ? hasTaskMark(beginning.firstMessage, taskId)
    : repository.description === unfinishedDescription(taskId);
  return ours
    ? { kind: 'ours', commits: beginning?.commits ?? 0 }
    : { kind: 'foreign' };
}

// Gitea learns of a push through a queue; until then it calls the repository
// empty, to us and to the catalog alike.
const noticeWithinMs = 10_000;
const pollMs = 50;

async function untilPushIsNoticed(
  client: GiteaClient,
  address: RepositoryAddress,
): Promise<void> {
  for (let waited = 0; waited < noticeWithinMs; waited += pollMs) {
    const repository = await client.repositories.get(address);
    if (repository && !repository.empty) {
      return;
    }
    await delay(pollMs);
  }
  throw new ServiceUnavailableError(
    `Gitea has not noticed the push to ${address.owner}/${
      address.repo
    } within ${noticeWithinMs / 1000} s.`,
  );
}

/**
 * Makes a repository and pushes its first commit. Repeating it after a
 * failure at any point goes on where the same task had stopped.
 *
 * @param options.push - pushes the first commit; its message must carry the
 *   task's mark
 * @param options.onReadable - called as soon as everybody can read the content; only the
 *   description says for a moment longer that it is being made
 * @returns whether the repository was complete already
 * @throws ConflictError if somebody else has a repository of that name
 */
export async function publishRepository(options: {
  client: GiteaClient;
  address: RepositoryAddress;
  taskId: string;
  description: string;
  topics: readonly string[];
  defaultBranch: string;
  private: boolean;
  push: () => Promise<void>;
  onReadable?: (published: { reused: boolean }) => void;
}): Promise<{ reused: boolean }> {
  const { client, address, taskId, description, topics } = options;
  const origin = await repositoryOrigin(client, address, taskId);
  if (origin.kind === 'foreign') {
    throw new ConflictError(
      `The repository ${address.owner}/${address.repo} exists and was not made by this task. Choose another name.`,
    );
  }
  if (origin.kind === 'absent') {
    await client.repositories.create(address, {
      description: unfinishedDescription(taskId),
      defaultBranch: options.defaultBranch,
      private: options.private,
    });
  }
  const reused = origin.kind === 'ours' && origin.commits > 0;
  if (!reused) {
    await options.push();
    await untilPushIsNoticed(client, address);
  }
  options.onReadable?.({ reused });
  await client.repositories.describe(address, { description, topics });
  return { reused };
}

/** What became of a repository that was to be removed. */
export type RemovalResult = 'removed' | 'absent' | 'foreign' | 'changed';

/**
 * Removes a repository if this task made it and nobody has pushed to it since.
 */
export async function removeRepository(
  client: GiteaClient,
  address: RepositoryAddress,
  taskId: string,
): Promise<RemovalResult> {
  const origin = await repositoryOrigin(client, address, taskId);
  if (origin.kind !== 'ours') {
    return origin.kind;
  }
  if (origin.commits > 1) {
    return 'changed';
  }
  await client.repositories.delete(address);
  return 'removed';
}
