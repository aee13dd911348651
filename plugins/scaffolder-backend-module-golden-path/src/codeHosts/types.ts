import { CommitAuthor } from '../gitea/types';

/** A text file as the branch has it that is proposed to. */
export interface PresentFile {
  /** From the root of the repository. */
  readonly path: string;
  /** The repository's default branch. */
  readonly base: string;
  /** The commit that the branch was at, where what is proposed begins. */
  readonly commit?: string;
  /** Absent if there is no such file. */
  readonly text?: string;
  /** SHA-1 that Git gives to the content. */
  readonly sha?: string;
}

/** A new or changed file, and what is said of it. */
export interface FileProposal {
  readonly present: PresentFile;
  /** What the file is to be. */
  readonly text: string;
  /** Must be the task's alone, and is found again by it. */
  readonly branch: string;
  /** Of the pull request, and message of its commit. */
  readonly title: string;
  readonly body: string;
  readonly author: CommitAuthor;
  readonly taskId: string;
}

/** What a merged pull request is looked for by. */
export type MergedProposalQuery = Pick<
  FileProposal,
  'present' | 'branch' | 'taskId'
>;

/** A pull request; at GitLab, a merge request. */
export interface OpenedProposal {
  readonly number: number;
  /** For people. */
  readonly url: string;
  /** Whether it was there before. */
  readonly reused: boolean;
}

/**
 * A repository that changes are proposed to, whatever its host. Every method
 * rejects with an error that says what to do about it.
 */
export interface CodeRepository {
  /** Where what is proposed to it is listed, for people. */
  readonly proposalsUrl: string;
  /** @throws InputError for what is no file of text, or if there is no such repository */
  read(path: string): Promise<PresentFile>;
  /**
   * The pull request that a task has opened for its branch and that is merged already;
   * `undefined` if there is none.
   */
  merged(proposal: MergedProposalQuery): Promise<OpenedProposal | undefined>;
  /**
   * Opens a pull request. Repeating it for the same task gives the same one,
   * brought up to date, whatever point it had reached. What it has made is gone
   * again if it fails.
   *
   * @throws ConflictError if the branch or the pull request is somebody else's
   */
  propose(proposal: FileProposal): Promise<OpenedProposal>;
}
