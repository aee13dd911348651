import { ConflictError, InputError } from '@backstage/errors';
import { isUpstreamError, Upstream } from '@goreliable/upstream';
import { z } from 'zod';
import {
  branchSchema,
  CommitAuthor,
  commitListSchema,
  FileChange,
  fileSchema,
  GiteaBranch,
  GiteaFile,
  GiteaPullRequest,
  GiteaRepository,
  pullRequestSchema,
  RepositoryAddress,
  repositorySchema,
  treeSchema,
} from './types';

// Gitea's default limit; asking for more gives no more.
const pageSize = 50;

function statusOf(error: unknown): number | undefined {
  return isUpstreamError(error) ? error.upstreamStatus : undefined;
}

/** Turns "there is none" into undefined; every other failure stays one. */
async function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) {
      return undefined;
    }
    throw error;
  }
}

function place({ owner, repo }: RepositoryAddress, ...rest: string[]) {
  return ['repos', owner, repo, ...rest];
}

/**
 * Gitea's REST API, as far as golden paths need it. Methods reject with an
 * `UpstreamError` when Gitea cannot be asked or refuses; what does not exist
 * is `undefined`.
 */
export class GiteaClient {
  /** @param upstream - Gitea's `/api/v1`, with credentials */
  constructor(private readonly upstream: Upstream) {}

  async repository(
    address: RepositoryAddress,
  ): Promise<GiteaRepository | undefined> {
    return await unlessMissing(
      this.upstream.requestJson({
        operation: `read the repository ${address.owner}/${address.repo}`,
        path: place(address),
        schema: repositorySchema,
      }),
    );
  }

  /** @throws ConflictError if a repository with that name exists */
  async createRepository(
    address: RepositoryAddress,
    options: { description: string; defaultBranch: string; private: boolean },
  ): Promise<GiteaRepository> {
    const { owner, repo } = address;
    try {
      return await this.upstream.requestJson({
        operation: `create the repository ${owner}/${repo}`,
        method: 'POST',
        path: ['orgs', owner, 'repos'],
        json: {
          name: repo,
          description: options.description,
          default_branch: options.defaultBranch,
          private: options.private,
        },
        schema: repositorySchema,
      });
    } catch (error) {
      if (statusOf(error) === 409) {
        throw new ConflictError(`The repository ${owner}/${repo} exists.`);
      }
      throw error;
    }
  }

  async describeRepository(
    address: RepositoryAddress,
    options: { description: string; topics: readonly string[] },
  ): Promise<void> {
    const operation = `describe the repository ${address.owner}/${address.repo}`;
    await this.upstream.request({
      operation,
      method: 'PATCH',
      // Setting the same description twice changes nothing more.
      idempotent: true,
      path: place(address),
      json: { description: options.description },
    });
    await this.upstream.request({
      operation,
      method: 'PUT',
      path: place(address, 'topics'),
      json: { topics: options.topics },
    });
  }

  async deleteRepository(address: RepositoryAddress): Promise<void> {
    await unlessMissing(
      this.upstream.request({
        operation: `delete the repository ${address.owner}/${address.repo}`,
        method: 'DELETE',
        path: place(address),
      }),
    );
  }

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

  /** How many commits a branch has, and the message of its first one. */
  async beginning(
    address: RepositoryAddress,
    branch: string,
  ): Promise<{ commits: number; firstMessage: string } | undefined> {
    const newest = await this.commitPage(address, branch, 1);
    if (newest === undefined) {
      return undefined;
    }
    const oldest =
      newest.total === 1
        ? newest
        : await this.commitPage(address, branch, newest.total);
    const message = oldest?.message;
    return message === undefined
      ? undefined
      : { commits: newest.total, firstMessage: message };
  }

  private async commitPage(
    address: RepositoryAddress,
    branch: string,
    page: number,
  ): Promise<{ total: number; message: string } | undefined> {
    const response = await this.upstream.request({
      operation: `read the commits of ${address.owner}/${address.repo}`,
      path: place(address, 'commits'),
      query: {
        sha: branch,
        limit: 1,
        page,
        stat: false,
        files: false,
        verification: false,
      },
      // 409 is Gitea's word for a repository without commits.
      acceptStatus: status =>
        status === 200 || status === 404 || status === 409,
    });
    if (response.status !== 200) {
      return undefined;
    }
    const commits = commitListSchema.parse(
      JSON.parse(response.body.toString()),
    );
    const total = z.coerce
      .number()
      .int()
      .positive()
      .parse(response.headers['x-total-count']);
    return commits[0] && { total, message: commits[0].commit.message };
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

  /** The pull request between two branches, whatever its state. */
  async pullRequest(
    address: RepositoryAddress,
    options: { base: string; head: string },
  ): Promise<GiteaPullRequest | undefined> {
    return await unlessMissing(
      this.upstream.requestJson({
        operation: `read the pull request for ${options.head}`,
        path: place(address, 'pulls', options.base, options.head),
        schema: pullRequestSchema,
      }),
    );
  }

  /** Open pull requests, newest first, at most 500 of them. */
  async openPullRequests(
    address: RepositoryAddress,
  ): Promise<GiteaPullRequest[]> {
    const found: GiteaPullRequest[] = [];
    for (let page = 1; page <= 10; page++) {
      const part = await this.upstream.requestJson({
        operation: `list the pull requests of ${address.owner}/${address.repo}`,
        path: place(address, 'pulls'),
        query: { state: 'open', limit: pageSize, page },
        schema: z.array(pullRequestSchema),
      });
      found.push(...part);
      if (part.length < pageSize) {
        break;
      }
    }
    return found;
  }

  async createPullRequest(
    address: RepositoryAddress,
    options: { base: string; head: string; title: string; body: string },
  ): Promise<GiteaPullRequest> {
    return await this.upstream.requestJson({
      operation: `open a pull request for ${options.head}`,
      method: 'POST',
      path: place(address, 'pulls'),
      json: options,
      schema: pullRequestSchema,
    });
  }

  async setPullRequestState(
    address: RepositoryAddress,
    number: number,
    state: 'open' | 'closed',
  ): Promise<GiteaPullRequest> {
    return await this.upstream.requestJson({
      operation: `set pull request ${number} to ${state}`,
      method: 'PATCH',
      idempotent: true,
      path: place(address, 'pulls', String(number)),
      json: { state },
      schema: pullRequestSchema,
    });
  }
}
