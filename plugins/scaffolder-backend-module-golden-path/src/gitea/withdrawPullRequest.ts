import { defaultBranch } from './defaultBranch';
import { findPullRequest, KnownPullRequest } from './findPullRequest';
import { GiteaClient } from './GiteaClient';
import { hasTaskMark } from './taskMark';
import { RepositoryAddress } from './types';

/** What became of a pull request that was to be taken back. */
export type WithdrawalResult =
  /** It was open (or only its branch was there); it is closed, the branch gone. */
  | 'withdrawn'
  /** Too late: its changes are part of the base branch. */
  | 'merged'
  | 'absent'
  | 'foreign';

/** Closes a task's pull request and removes its branch, unless it is merged. */
export async function withdrawPullRequest(options: {
  client: GiteaClient;
  address: RepositoryAddress;
  base?: string;
  branch: string;
  taskId: string;
  /** How long Gitea is given to note a merge, in milliseconds. */
  notedWithinMs?: number;
}): Promise<WithdrawalResult> {
  const { client, address, branch, taskId } = options;
  const base = options.base ?? (await defaultBranch(client, address));
  const find = () =>
    findPullRequest(client, address, { base, head: branch }, options);
  const known = await find();
  if (known && !hasTaskMark(known.pullRequest.body, taskId)) {
    return 'foreign';
  }
  if (known?.isMerged) {
    return 'merged';
  }
  const head = await client.contents.branch(address, branch);
  if (head && !hasTaskMark(head.commit.message, taskId)) {
    return 'foreign';
  }
  const isOpen = known?.pullRequest.state === 'open';
  if (isOpen && !(await closed(client, address, known, find))) {
    return 'merged';
  }
  if (head) {
    await client.contents.deleteBranch(address, branch);
  }
  return head || isOpen ? 'withdrawn' : 'absent';
}

/**
 * Closes a pull request, after which Gitea merges it no more.
 *
 * @returns whether it is closed without its changes; not if somebody was faster
 */
async function closed(
  client: GiteaClient,
  address: RepositoryAddress,
  { pullRequest }: KnownPullRequest,
  findAgain: () => Promise<KnownPullRequest | undefined>,
): Promise<boolean> {
  try {
    await client.pullRequests.setState(address, pullRequest.number, 'closed');
  } catch (error) {
    // Gitea refuses to close what is merged.
    if ((await findAgain())?.isMerged) {
      return false;
    }
    throw error;
  }
  return !(await findAgain())?.isMerged;
}
