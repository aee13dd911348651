import { ConflictError, InputError } from '@backstage/errors';
import { Upstream } from '@goreliable/upstream';
import { place, statusOf, unlessMissing } from './giteaCall';
import {
  branchSchema,
  CommitAuthor,
  FileChange,
  fileSchema,
  GiteaBranch,
  GiteaFile,
  RepositoryAddress,
  treeSchema,
} from './types';

/** Branches and files of repositories, through Gitea's REST API. */
export class GiteaContents {
  constructor(private readonly upstream: Upstream) {}

  async branch(
    address: RepositoryAddress,
    name: string,
  ): Promise<GiteaBranch | undefined> {
    return await unlessMissing(
      this.upstream.requestJson({
        operation: `read the branch ${name} of ${address.owner}/${address.repo}`,
        path: place(address, 'branches', name),
        schema: branchSchema,
      }),
    );
  }

  async deleteBranch(address: RepositoryAddress, name: string): Promise<void> {
    await unlessMissing(
      this.upstream.request({
        operation: `delete the branch ${name} of ${address.owner}/${address.repo}`,
        method: 'DELETE',
        path: place(address, 'branches', name),
      }),
    );
  }

  /** Every file of a branch with the SHA-1 of its content as Git counts it. */
  async files(
    address: RepositoryAddress,
    ref: string,
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let page = 1, seen = 0; ; page++) {
      const { tree, total_count: total } = await this.upstream.requestJson({
        operation: `list the files of ${address.owner}/${address.repo}`,
        path: place(address, 'git', 'trees', ref),
        query: { recursive: true, per_page: 1000, page },
        schema: treeSchema,
      });
      for (const { path, type, sha } of tree ?? []) {
        if (type === 'blob') {
          found.set(path, sha);
        }
      }
      seen += tree?.length ?? 0;
      if (!tree?.length || seen >= total) {
        return found;
      }
    }
  }

  /** @throws InputError for what is no file, or too large to be read */
  async file(
    address: RepositoryAddress,
    path: string,
    ref: string,
  ): Promise<GiteaFile | undefined> {
    const found = await unlessMissing(
      this.upstream.requestJson({
        operation: `read ${path} of ${address.owner}/${address.repo}`,
        path: place(address, 'contents', ...path.split('/')),
        query: { ref },
        schema: fileSchema,
      }),
    );
    if (found && typeof found.content !== 'string') {
      throw new InputError(`${path} is too large to be changed here.`);
    }
    return (
      found && {
        content: Buffer.from(found.content!, 'base64'),
        sha: found.sha,
      }
    );
  }

  /** Whether a file or folder is there. */
  async hasPath(address: RepositoryAddress, path: string): Promise<boolean> {
    const found = await unlessMissing(
      this.upstream.request({
        operation: `look for ${path} in ${address.owner}/${address.repo}`,
        path: place(address, 'contents', ...path.split('/')),
      }),
    );
    return found !== undefined;
  }

  /**
   * Commits several files at once: on a branch of its own made from
   * `branch`, or on `branch` itself.
   *
   * @throws ConflictError if the new branch, or a file to create, exists
   */
  async commit(
    address: RepositoryAddress,
    options: {
      branch: string;
      newBranch?: string;
      message: string;
      author?: CommitAuthor;
      files: readonly FileChange[];
    },
  ): Promise<void> {
    try {
      await this.upstream.request({
        operation: `commit to ${address.owner}/${address.repo}`,
        method: 'POST',
        path: place(address, 'contents'),
        json: {
          branch: options.branch,
          new_branch: options.newBranch,
          message: options.message,
          author: options.author,
          files: options.files.map(({ operation, path, content, sha }) => ({
            operation,
            path,
            sha,
            content: content.toString('base64'),
          })),
        },
      });
    } catch (error) {
      if (statusOf(error) === 422) {
        throw new ConflictError(
          `Could not commit to ${address.owner}/${address.repo}: a file or branch of that name exists, or a file has been changed.`,
          error,
        );
      }
      throw error;
    }
  }
}
