import { setTimeout as delay } from 'node:timers/promises';
import { GiteaClient } from './GiteaClient';
import { GiteaPullRequest, RepositoryAddress } from './types';

// Gitea pushes what it merges first and notes afterwards that it did, on a busy
// machine seconds later.
const notedWithinMs = 10_000;
const pollMs = 100;

/** Two branches of a repository, one to be merged into the other. */
export interface Branches {
  readonly base: string;
  readonly head: string;
}

/** A pull request, and whether what it changes is part of its base branch. */
export interface KnownPullRequest {
  readonly pullRequest: GiteaPullRequest;
  readonly isMerged: boolean;
}

/**
 * Whether the base branch has every file as the pull request would make it. A
 * branch that was merged, however, differs in nothing from what it goes into.
 */
async function isPartOfBase(
  client: GiteaClient,
  address: RepositoryAddress,
  { number, head }: GiteaPullRequest,
  base: string,
): Promise<boolean> {
  const [changed, ofHead, ofBase] = await Promise.all([
    client.pullRequests.changedFiles(address, number),
    client.contents.files(address, head.sha),
    client.contents.files(address, base),
  ]);
  return changed.every(path => ofHead.get(path) === ofBase.get(path));
}

/**
 * The pull request between two branches. What decides whether it is merged is the
 * base branch itself: right after a merge Gitea still calls it open.
 *
 * @param options.notedWithinMs - how long Gitea is given to note a merge
 */
export async function findPullRequest(
  client: GiteaClient,
  address: RepositoryAddress,
  branches: Branches,
  options: { notedWithinMs?: number } = {},
): Promise<KnownPullRequest | undefined> {
  const deadline = Date.now() + (options.notedWithinMs ?? notedWithinMs);
  for (;;) {
    const pullRequest = await client.pullRequests.between(address, branches);
    if (!pullRequest) {
      return undefined;
    }
    if (pullRequest.merged) {
      return { pullRequest, isMerged: true };
    }
    if (!(await isPartOfBase(client, address, pullRequest, branches.base))) {
      return { pullRequest, isMerged: false };
    }
    if (Date.now() + pollMs > deadline) {
      // Merged by other means than Gitea's, or taken back in that very moment.
      return { pullRequest, isMerged: true };
    }
    await delay(pollMs);
  }
}
