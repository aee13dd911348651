import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { defaultBranch } from './defaultBranch';
import { findPullRequest, KnownPullRequest } from './findPullRequest';
import { GiteaClient } from './GiteaClient';
import { hasTaskMark, withTaskMark } from './taskMark';
import {
  CommitAuthor,
  FileChange,
  GiteaPullRequest,
  RepositoryAddress,
} from './types';

/** A file that a pull request adds, or changes. */
export interface NewFile {
  readonly path: string;
  readonly content: Buffer;
  /** SHA-1 of the content that it takes the place of; without it the file is new. */
  readonly replaces?: string;
}

/** The SHA-1 that Git gives to a file's content. */
export function blobSha(content: Buffer): string {
  return createHash('sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

function requireOurs(
  text: string | undefined | null,
  taskId: string,
  what: string,
) {
  if (!hasTaskMark(text, taskId)) {
    throw new ConflictError(`${what} exists and was not made by this task.`);
  }
}

/** Makes the branch hold exactly the wanted files, in as few commits as need be. */
async function fillBranch(options: {
  client: GiteaClient;
  address: RepositoryAddress;
  base: string;
  branch: string;
  files: readonly NewFile[];
  message: string;
  author?: CommitAuthor;
  taskId: string;
}): Promise<void> {
  const { client, address, base, branch, author, taskId } = options;
  const message = withTaskMark(options.message, taskId);
  const existing = await client.contents.branch(address, branch);
  if (!existing) {
    // `create` refuses a file that is there: nobody's service is overwritten.
    const files = options.files.map(
      ({ replaces, ...file }): FileChange =>
        replaces === undefined
          ? { operation: 'create', ...file }
          : { operation: 'update', sha: replaces, ...file },
    );
    await client.contents.commit(address, {
      branch: base,
      newBranch: branch,
      message,
      author,
      files,
    });
    return;
  }
  requireOurs(existing.commit.message, taskId, `The branch ${branch}`);
  const present = await client.contents.files(address, branch);
  const changed = options.files.filter(
    file => present.get(file.path) !== blobSha(file.content),
  );
  if (changed.length > 0) {
    await client.contents.commit(address, {
      branch,
      message,
      author,
      files: changed.map(({ path, content }) => ({
        operation: 'upload',
        path,
        content,
      })),
    });
  }
}

/**
 * Opens a pull request that adds or changes files. Repeating it for the same task gives
 * the same pull request, brought up to date, whatever point it had reached.
 *
 * @param options.branch - must be this task's alone: Gitea finds pull requests
 *   by their branch, whether open or not
 * @throws ConflictError if the branch, the pull request or one of the files is
 *   somebody else's; NotFoundError if there is no such repository
 */
export async function openPullRequest(options: {
  client: GiteaClient;
  address: RepositoryAddress;
  /** The branch to merge into; the repository's default branch if left out. */
  base?: string;
  branch: string;
  title: string;
  body: string;
  files: readonly NewFile[];
  author?: CommitAuthor;
  taskId: string;
  /** The pull request is not opened before that; its branch is. */
  after?: Promise<unknown>;
}): Promise<KnownPullRequest & { reused: boolean }> {
  const { client, address, branch, title, taskId } = options;
  const base = options.base ?? (await defaultBranch(client, address));
  const known = await findPullRequest(client, address, { base, head: branch });
  if (known) {
    requireOurs(known.pullRequest.body, taskId, `A pull request for ${branch}`);
    if (known.isMerged) {
      return { ...known, reused: true };
    }
  }
  await fillBranch({ ...options, base, message: title });
  await options.after;
  if (!known) {
    const pullRequest = await client.pullRequests.create(address, {
      base,
      head: branch,
      title,
      body: withTaskMark(options.body, taskId),
    });
    return { pullRequest, isMerged: false, reused: false };
  }
  const pullRequest =
    known.pullRequest.state === 'open'
      ? known.pullRequest
      : await reopen(client, address, known.pullRequest.number);
  return { pullRequest, isMerged: false, reused: true };
}

// Gitea looks for branches that were deleted every two seconds, and closes what
// they had proposed, even if a branch of that name has been made again meanwhile.
const settleMs = 3_000;
const pollMs = 250;

/** Opens a pull request whose branch may have been deleted a moment ago. */
async function reopen(
  client: GiteaClient,
  address: RepositoryAddress,
  number: number,
): Promise<GiteaPullRequest> {
  let pullRequest = await client.pullRequests.setState(address, number, 'open');
  for (let waited = 0; waited < settleMs; waited += pollMs) {
    await delay(pollMs);
    pullRequest = await client.pullRequests.get(address, number);
    if (pullRequest.state === 'closed' && !pullRequest.merged) {
      pullRequest = await client.pullRequests.setState(address, number, 'open');
    }
  }
  return pullRequest;
}
