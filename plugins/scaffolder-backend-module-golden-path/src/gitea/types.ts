import { z } from 'zod';

// Only what is read here; Gitea sends much more.

export const repositorySchema = z.object({
  description: z.string(),
  html_url: z.string(),
  default_branch: z.string(),
  empty: z.boolean(),
});

/** A repository as Gitea describes it. */
export type GiteaRepository = z.output<typeof repositorySchema>;

export const branchSchema = z.object({
  name: z.string(),
  commit: z.object({ id: z.string(), message: z.string() }),
});

/** A branch with its newest commit. */
export type GiteaBranch = z.output<typeof branchSchema>;

export const commitListSchema = z.array(
  z.object({ sha: z.string(), commit: z.object({ message: z.string() }) }),
);

export const treeSchema = z.object({
  tree: z
    .array(z.object({ path: z.string(), type: z.string(), sha: z.string() }))
    // An empty folder of a tree is null in Gitea's JSON.
    .nullable(),
  total_count: z.number(),
});

export const fileSchema = z.object({
  type: z.literal('file'),
  sha: z.string(),
  /** In Base64; Gitea leaves it out of what is too large. */
  content: z.string().nullish(),
});

/** A file with the SHA-1 that Git gives to its content. */
export interface GiteaFile {
  readonly content: Buffer;
  readonly sha: string;
}

export const pullRequestSchema = z.object({
  number: z.number().int(),
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  head: z.object({ label: z.string(), sha: z.string() }),
});

/** A pull request; `head.label` is its branch, which may be gone, `head.sha` its newest commit. */
export type GiteaPullRequest = z.output<typeof pullRequestSchema>;

export const changedFileListSchema = z.array(
  z.object({ filename: z.string() }),
);

/** A file to commit. */
export interface FileChange {
  readonly operation: 'create' | 'update' | 'upload' | 'delete';
  /** Of what an `update` takes the place of; another one is not overwritten. */
  readonly sha?: string;
  /** With slashes, from the root of the repository. */
  readonly path: string;
  readonly content: Buffer;
}

/** Who a commit says it is by. */
export interface CommitAuthor {
  readonly name: string;
  readonly email: string;
}

/** A repository's place. */
export interface RepositoryAddress {
  readonly owner: string;
  readonly repo: string;
}
