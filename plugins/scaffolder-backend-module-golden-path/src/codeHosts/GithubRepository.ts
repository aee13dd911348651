import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { RepositoryAddress } from '../gitea/types';
import { HostApi } from './HostApi';
import {
  FileCommit,
  KnownProposal,
  mergedProposal,
  openProposal,
  ProposalHost,
} from './openProposal';
import {
  CodeRepository,
  FileProposal,
  MergedProposalQuery,
  OpenedProposal,
  PresentFile,
} from './types';

// Only what is read here; GitHub sends much more.

const repositorySchema = z.object({ default_branch: z.string() });

const branchSchema = z.object({
  commit: z.object({
    sha: z.string(),
    commit: z.object({ message: z.string() }),
  }),
});

const fileSchema = z.object({
  type: z.string(),
  sha: z.string(),
  /** `none` for what is larger than a megabyte. */
  encoding: z.string().optional(),
  content: z.string().optional(),
});

const objectSchema = z.object({ sha: z.string() });

const commitSchema = z.object({ sha: z.string(), tree: objectSchema });

const pullRequestSchema = z.object({
  number: z.number().int(),
  html_url: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
});

function toKnown(pull: z.output<typeof pullRequestSchema>): KnownProposal {
  return {
    number: pull.number,
    url: pull.html_url,
    body: pull.body ?? '',
    state: pull.merged_at ? 'merged' : pull.state,
  };
}

/**
 * A repository at GitHub or in a GitHub Enterprise. Commits are made of Git
 * objects, the branch last: it is there with its commit, or not at all.
 *
 * Source of the calls: GitHub's REST API, version 2022-11-28.
 */
export class GithubRepository implements CodeRepository, ProposalHost {
  readonly proposalsUrl: string;
  private readonly name: string;

  /** @param url - of the host, for people, without a slash at the end */
  constructor(
    private readonly deps: {
      api: HostApi;
      url: string;
      address: RepositoryAddress;
      logger: LoggerService;
    },
  ) {
    const { owner, repo } = deps.address;
    this.name = `${owner}/${repo}`;
    this.proposalsUrl = `${deps.url}/${this.name}/pulls`;
  }

  async read(path: string): Promise<PresentFile> {
    const { default_branch: base } = await this.deps.api.json({
      operation: `read the repository ${this.name}`,
      path: this.place(),
      schema: repositorySchema,
    });
    const head = await this.branch(base);
    if (!head) {
      throw new InputError(
        `${this.name} has no branch ${base}: it needs a first commit.`,
      );
    }
    const { sha: commit } = head.commit;
    return { path, base, commit, ...(await this.fileAt(path, commit)) };
  }

  async merged(query: MergedProposalQuery) {
    return await mergedProposal(this, query);
  }

  async propose(proposal: FileProposal): Promise<OpenedProposal> {
    return await openProposal(this, proposal, this.deps.logger);
  }

  async messageOf(branch: string): Promise<string | undefined> {
    return (await this.branch(branch))?.commit.commit.message;
  }

  async textOf(path: string, branch: string): Promise<string | undefined> {
    return (await this.fileAt(path, branch))?.text;
  }

  async commit(wanted: FileCommit): Promise<void> {
    const { branch, from, path, text, message, author } = wanted;
    const operation = `commit to ${this.name}`;
    const parent = from ?? (await this.branch(branch))!.commit.sha;
    const { tree: base } = await this.deps.api.json({
      operation,
      path: this.place('git', 'commits', parent),
      schema: commitSchema,
    });
    const tree = await this.post(operation, ['git', 'trees'], {
      base_tree: base.sha,
      tree: [{ path, mode: '100644', type: 'blob', content: text }],
    });
    const commit = await this.post(operation, ['git', 'commits'], {
      message,
      tree: tree.sha,
      parents: [parent],
      author,
    });
    await this.deps.api.send(
      from === undefined
        ? {
            operation,
            method: 'PATCH',
            path: this.place('git', 'refs', 'heads', ...branch.split('/')),
            json: { sha: commit.sha, force: false },
          }
        : {
            operation: `make the branch ${branch} of ${this.name}`,
            method: 'POST',
            path: this.place('git', 'refs'),
            json: { ref: `refs/heads/${branch}`, sha: commit.sha },
          },
    );
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.deps.api.send({
      operation: `delete the branch ${branch} of ${this.name}`,
      method: 'DELETE',
      path: this.place('git', 'refs', 'heads', ...branch.split('/')),
    });
  }

  async proposals(base: string, branch: string): Promise<KnownProposal[]> {
    const found = await this.deps.api.json({
      operation: `look for pull requests of ${branch}`,
      path: this.place('pulls'),
      // With its owner, so that none of a fork is taken for it.
      query: {
        head: `${this.deps.address.owner}:${branch}`,
        base,
        state: 'all',
        per_page: 100,
      },
      schema: z.array(pullRequestSchema),
    });
    return found.map(toKnown);
  }

  async open(proposal: {
    base: string;
    branch: string;
    title: string;
    body: string;
  }): Promise<KnownProposal> {
    const { branch: head, ...rest } = proposal;
    const pullRequest = await this.deps.api.json({
      operation: `open a pull request for ${head}`,
      method: 'POST',
      path: this.place('pulls'),
      json: { ...rest, head },
      schema: pullRequestSchema,
    });
    return toKnown(pullRequest);
  }

  async reopen(number: number): Promise<KnownProposal | undefined> {
    // Not if its branch has been made anew meanwhile.
    const pullRequest = await this.deps.api.attempt({
      operation: `open pull request ${number} again`,
      method: 'PATCH',
      path: this.place('pulls', String(number)),
      json: { state: 'open' },
      schema: pullRequestSchema,
    });
    return pullRequest && toKnown(pullRequest);
  }

  private place(...rest: string[]): string[] {
    const { owner, repo } = this.deps.address;
    return ['repos', owner, repo, ...rest];
  }

  private async post(operation: string, path: string[], json: object) {
    return await this.deps.api.json({
      operation,
      method: 'POST',
      path: this.place(...path),
      json,
      schema: objectSchema,
    });
  }

  private async branch(name: string) {
    return await this.deps.api.find({
      operation: `read the branch ${name} of ${this.name}`,
      path: this.place('branches', name),
      schema: branchSchema,
    });
  }

  private async fileAt(path: string, ref: string) {
    const found = await this.deps.api.find({
      operation: `read ${path} of ${this.name}`,
      path: this.place('contents', ...path.split('/')),
      query: { ref },
      schema: z.union([fileSchema, z.array(z.unknown())]),
    });
    if (found === undefined) {
      return undefined;
    }
    if (Array.isArray(found) || found.encoding !== 'base64') {
      throw new InputError(
        `${path} of ${this.name} is no file, or too large to be changed here.`,
      );
    }
    return {
      sha: found.sha,
      text: Buffer.from(found.content ?? '', 'base64').toString('utf8'),
    };
  }
}
