import { Upstream } from '@goreliable/upstream';
import { z } from 'zod';
import { place, unlessMissing } from './giteaCall';
import {
  changedFileListSchema,
  GiteaPullRequest,
  pullRequestSchema,
  RepositoryAddress,
} from './types';

// Gitea's default limit; asking for more gives no more.
const pageSize = 50;

/** Pull requests through Gitea's REST API. */
export class GiteaPullRequests {
  constructor(private readonly upstream: Upstream) {}

  /** The pull request between two branches, whatever its state. */
  async between(
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

  async get(
    address: RepositoryAddress,
    number: number,
  ): Promise<GiteaPullRequest> {
    return await this.upstream.requestJson({
      operation: `read pull request ${number}`,
      path: place(address, 'pulls', String(number)),
      schema: pullRequestSchema,
    });
  }

  /** Open pull requests, newest first, at most 500 of them. */
  async open(address: RepositoryAddress): Promise<GiteaPullRequest[]> {
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

  /** The paths of what a pull request changes. */
  async changedFiles(
    address: RepositoryAddress,
    number: number,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let page = 1; ; page++) {
      const part = await this.upstream.requestJson({
        operation: `list the files of pull request ${number}`,
        path: place(address, 'pulls', String(number), 'files'),
        query: { limit: pageSize, page },
        schema: changedFileListSchema,
      });
      found.push(...part.map(({ filename }) => filename));
      if (part.length < pageSize) {
        return found;
      }
    }
  }

  async create(
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

  async setState(
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
