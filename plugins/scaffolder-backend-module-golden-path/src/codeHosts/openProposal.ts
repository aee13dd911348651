import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { hasTaskMark, withTaskMark } from '../gitea/taskMark';
import { CommitAuthor } from '../gitea/types';
import { FileProposal, MergedProposalQuery, OpenedProposal } from './types';

/** A pull request as its host has it. */
export interface KnownProposal {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  readonly state: 'open' | 'merged' | 'closed';
}

/** One commit that gives a file another content. */
export interface FileCommit {
  readonly branch: string;
  /** The commit that the branch is made from; absent if the branch is there. */
  readonly from?: string;
  readonly path: string;
  readonly text: string;
  /** Whether the file is there already. */
  readonly isChange: boolean;
  readonly message: string;
  readonly author: CommitAuthor;
}

/** What {@link openProposal} needs of a host: one call each, more or less. */
export interface ProposalHost {
  /** The message of a branch's newest commit. */
  messageOf(branch: string): Promise<string | undefined>;
  textOf(path: string, branch: string): Promise<string | undefined>;
  /** Makes branch and commit together, or neither. */
  commit(commit: FileCommit): Promise<void>;
  deleteBranch(branch: string): Promise<void>;
  /** Of a branch of this very repository, not of a fork; in any state. */
  proposals(base: string, branch: string): Promise<KnownProposal[]>;
  open(proposal: {
    base: string;
    branch: string;
    title: string;
    body: string;
  }): Promise<KnownProposal>;
  /** @returns `undefined` if the host does not let it be opened again */
  reopen(number: number): Promise<KnownProposal | undefined>;
}

const rank = { open: 0, merged: 1, closed: 2 } as const;

async function find(
  host: ProposalHost,
  { present, branch, taskId }: MergedProposalQuery,
): Promise<KnownProposal | undefined> {
  const [known] = (await host.proposals(present.base, branch)).sort(
    (a, b) => rank[a.state] - rank[b.state] || b.number - a.number,
  );
  if (known && !hasTaskMark(known.body, taskId)) {
    throw new ConflictError(
      `${known.url} proposes the branch ${branch} and was not made by this task.`,
    );
  }
  return known;
}

/** A merged pull request as {@link CodeRepository.merged} promises it. */
export async function mergedProposal(
  host: ProposalHost,
  query: MergedProposalQuery,
): Promise<OpenedProposal | undefined> {
  const known = await find(host, query);
  return known?.state === 'merged'
    ? { number: known.number, url: known.url, reused: true }
    : undefined;
}

/** @returns whether it has made the branch */
async function fillBranch(
  host: ProposalHost,
  { present, text, branch, title, author, taskId }: FileProposal,
): Promise<boolean> {
  const { path, commit: from } = present;
  const commit = {
    branch,
    path,
    text,
    author,
    message: withTaskMark(title, taskId),
  };
  const message = await host.messageOf(branch);
  if (message === undefined) {
    const isChange = present.text !== undefined;
    await host.commit({ ...commit, from, isChange });
    return true;
  }
  if (!hasTaskMark(message, taskId)) {
    throw new ConflictError(
      `The branch ${branch} exists and was not made by this task.`,
    );
  }
  const there = await host.textOf(path, branch);
  if (there !== text) {
    await host.commit({ ...commit, isChange: there !== undefined });
  }
  return false;
}

/** Opens a pull request as {@link CodeRepository.propose} promises it. */
export async function openProposal(
  host: ProposalHost,
  proposal: FileProposal,
  logger: Pick<LoggerService, 'warn'>,
): Promise<OpenedProposal> {
  const { present, branch, title, body, taskId } = proposal;
  const known = await find(host, proposal);
  if (known?.state === 'merged') {
    return { number: known.number, url: known.url, reused: true };
  }
  const isNewBranch = await fillBranch(host, proposal);
  try {
    const again =
      known?.state === 'closed' ? await host.reopen(known.number) : known;
    const { number, url } =
      again ??
      (await host.open({
        base: present.base,
        branch,
        title,
        body: withTaskMark(body, taskId),
      }));
    return { number, url, reused: again !== undefined };
  } catch (error) {
    const opened = await whatIsLeft(host, proposal, isNewBranch, logger);
    if (opened) {
      return { number: opened.number, url: opened.url, reused: true };
    }
    throw error;
  }
}

/**
 * After a failure: the pull request if it is open all the same (its answer was
 * lost, or the same task was faster), else nothing of it.
 */
async function whatIsLeft(
  host: ProposalHost,
  proposal: FileProposal,
  isNewBranch: boolean,
  logger: Pick<LoggerService, 'warn'>,
): Promise<KnownProposal | undefined> {
  const { branch } = proposal;
  try {
    const known = await find(host, proposal);
    if (known?.state === 'open') {
      return known;
    }
    if (isNewBranch) {
      await host.deleteBranch(branch);
    }
  } catch (error) {
    logger.warn(`The branch ${branch} may be left behind: ${error}`);
  }
  return undefined;
}
