import { ConflictError } from '@backstage/errors';
import { Upstream } from '@goreliable/upstream';
import { z } from 'zod';
import { place, statusOf, unlessMissing } from './giteaCall';
import {
  commitListSchema,
  GiteaRepository,
  RepositoryAddress,
  repositorySchema,
} from './types';

/** Repositories as such, through Gitea's REST API. */
export class GiteaRepositories {
  constructor(private readonly upstream: Upstream) {}

  async get(address: RepositoryAddress): Promise<GiteaRepository | undefined> {
    return await unlessMissing(
      this.upstream.requestJson({
        operation: `read the repository ${address.owner}/${address.repo}`,
        path: place(address),
        schema: repositorySchema,
      }),
    );
  }

  /** @throws ConflictError if a repository with that name exists */
  async create(
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

  async describe(
    address: RepositoryAddress,
    options: { description: string; topics: readonly string[] },
  ): Promise<void> {
    const operation = `describe the repository ${address.owner}/${address.repo}`;
    await this.upstream.request({
      operation,
      method: 'PUT',
      path: place(address, 'topics'),
      json: { topics: options.topics },
    });
    // Not at the same time: Gitea writes all it had read of the repository, the topics too.
    await this.upstream.request({
      operation,
      method: 'PATCH',
      // Setting the same description twice changes nothing more.
      idempotent: true,
      path: place(address),
      json: { description: options.description },
    });
  }

  async delete(address: RepositoryAddress): Promise<void> {
    await unlessMissing(
      this.upstream.request({
        operation: `delete the repository ${address.owner}/${address.repo}`,
        method: 'DELETE',
        path: place(address),
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
}
