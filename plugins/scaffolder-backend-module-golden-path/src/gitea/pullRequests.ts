import { createHash } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
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

async function defaultBranch(
  client: GiteaClient,
  address: RepositoryAddress,
): Promise<string> {
  const repository = await client.repository(address);
  if (!repository) {
    throw new NotFoundError(
      `There is no repository ${address.owner}/${address.repo}, or the portal may not see it.`,
    );
  }
  return repository.default_branch;
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
  const existing = await client.branch(address, branch);
  if (!existing) {
    // `create` refuses a file that is there: nobody's service is overwritten.
    const files = options.files.map(
      ({ replaces, ...file }): FileChange =>
        replaces === undefined
          ? { operation: 'create', ...file }
          : { operation: 'update', sha: replaces, ...file },
    );
    await client.commit(address, {
      branch: base,
      newBranch: branch,
      message,
      author,
      files,
    });
    return;
  }
  requireOurs(existing.commit.message, taskId, `The branch ${branch}`);
  const present = await client.files(address, branch);
  const changed = options.files.filter(
    file => present.get(file.path) !== blobSha(file.content),
  );
  if (changed.length > 0) {
    await client.commit(address, {
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
}): Promise<{ pullRequest: GiteaPullRequest; reused: boolean }> {
  const { client, address, branch, title, taskId } = options;
  const base = options.base ?? (await defaultBranch(client, address));
  const existing = await client.pullRequest(address, { base, head: branch });
  if (existing) {
    requireOurs(existing.body, taskId, `A pull request for ${branch}`);
    if (existing.merged) {
      return { pullRequest: existing, reused: true };
    }
  }
  await fillBranch({ ...options, base, message: title });
  if (!existing) {
    const pullRequest = await client.createPullRequest(address, {
      base,
      head: branch,
      title,
      body: withTaskMark(options.body, taskId),
    });
    return { pullRequest, reused: false };
  }
  const pullRequest =
    existing.state === 'open'
      ? existing
      : await client.setPullRequestState(address, existing.number, 'open');
  return { pullRequest, reused: true };
}

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
}): Promise<WithdrawalResult> {
  const { client, address, branch, taskId } = options;
  const base = options.base ?? (await defaultBranch(client, address));
  const existing = await client.pullRequest(address, { base, head: branch });
  if (existing && !hasTaskMark(existing.body, taskId)) {
    return 'foreign';
  }
  if (existing?.merged) {
    return 'merged';
  }
  const head = await client.branch(address, branch);
  if (head && !hasTaskMark(head.commit.message, taskId)) {
    return 'foreign';
  }
  if (existing?.state === 'open') {
    await client.setPullRequestState(address, existing.number, 'closed');
  }
  if (head) {
    await client.deleteBranch(address, branch);
  }
  return head || existing?.state === 'open' ? 'withdrawn' : 'absent';
}
