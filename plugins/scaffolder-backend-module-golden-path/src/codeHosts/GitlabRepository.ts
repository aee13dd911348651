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

// Only what is read here; GitLab sends much more.

const projectSchema = z.object({
  /** Absent where there is no commit yet. */
  default_branch: z.string().nullish(),
});

const branchSchema = z.object({
  commit: z.object({ id: z.string(), message: z.string() }),
});

const fileSchema = z.object({
  blob_id: z.string(),
  encoding: z.literal('base64'),
  content: z.string(),
});

const mergeRequestSchema = z.object({
  /** Its number within the project. */
  iid: z.number().int(),
  web_url: z.string(),
  description: z.string().nullish(),
  /** `locked` while it is being merged. */
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  source_project_id: z.number().nullish(),
  target_project_id: z.number(),
});

type MergeRequest = z.output<typeof mergeRequestSchema>;

const states = {
  opened: 'open',
  locked: 'merged',
  merged: 'merged',
  closed: 'closed',
} as const;

function toKnown(request: MergeRequest): KnownProposal {
  return {
    number: request.iid,
    url: request.web_url,
    body: request.description ?? '',
    state: states[request.state],
  };
}

/**
 * A text that GitLab takes for nothing but a text: a line that begins with a
 * slash would be a command (`/merge`), and run with the rights of the portal.
 */
function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*)\//gm, '$1\\/');
}

/**
 * A project at GitLab. Branch and commit are made by one call.
 *
 * Source of the calls: GitLab's REST API v4; `start_sha` is of GitLab 12.2.
 */
export class GitlabRepository implements CodeRepository, ProposalHost {
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
    this.proposalsUrl = `${deps.url}/${this.name}/-/merge_requests`;
  }

  async read(path: string): Promise<PresentFile> {
    const { default_branch: base } = await this.deps.api.json({
      operation: `read the project ${this.name}`,
      path: this.place(),
      schema: projectSchema,
    });
    const head = base ? await this.branch(base) : undefined;
    if (!base || !head) {
      throw new InputError(
        `${this.name} has no default branch that the portal may see: it needs a first commit.`,
      );
    }
    const { id: commit } = head.commit;
    return { path, base, commit, ...(await this.fileAt(path, commit)) };
  }

  async merged(query: MergedProposalQuery) {
    return await mergedProposal(this, query);
  }

  async propose(proposal: FileProposal): Promise<OpenedProposal> {
    return await openProposal(this, proposal, this.deps.logger);
  }

  async messageOf(branch: string): Promise<string | undefined> {
    return (await this.branch(branch))?.commit.message;
  }

  async textOf(path: string, branch: string): Promise<string | undefined> {
    return (await this.fileAt(path, branch))?.text;
  }

  async commit(wanted: FileCommit): Promise<void> {
    const { branch, from, path, text, isChange, message, author } = wanted;
    await this.deps.api.send({
      operation: `commit to ${this.name}`,
      method: 'POST',
      path: this.place('repository', 'commits'),
      json: {
        branch,
        ...(from !== undefined && { start_sha: from }),
        commit_message: message,
        author_name: author.name,
        author_email: author.email,
        actions: [
          {
            action: isChange ? 'update' : 'create',
            file_path: path,
            content: text,
          },
        ],
      },
    });
  }

  async deleteBranch(branch: string): Promise<void> {
    await this.deps.api.send({
      operation: `delete the branch ${branch} of ${this.name}`,
      method: 'DELETE',
      path: this.place('repository', 'branches', branch),
    });
  }

  async proposals(base: string, branch: string): Promise<KnownProposal[]> {
    const found = await this.deps.api.json({
      operation: `look for merge requests of ${branch}`,
      path: this.place('merge_requests'),
      query: {
        source_branch: branch,
        target_branch: base,
        state: 'all',
        per_page: 100,
      },
      schema: z.array(mergeRequestSchema),
    });
    return (
      found
        // A fork may have a branch of the same name.
        .filter(
          ({ source_project_id: source, target_project_id: target }) =>
            source === target,
        )
        .map(toKnown)
    );
  }

  async open(proposal: {
    base: string;
    branch: string;
    title: string;
    body: string;
  }): Promise<KnownProposal> {
    const { base, branch, title, body } = proposal;
    const request = await this.deps.api.json({
      operation: `open a merge request for ${branch}`,
      method: 'POST',
      path: this.place('merge_requests'),
      json: {
        source_branch: branch,
        target_branch: base,
        title,
        description: withoutCommands(body),
        remove_source_branch: true,
      },
      schema: mergeRequestSchema,
    });
    return toKnown(request);
  }

  async reopen(number: number): Promise<KnownProposal | undefined> {
    const request = await this.deps.api.attempt({
      operation: `open merge request ${number} again`,
      method: 'PUT',
      path: this.place('merge_requests', String(number)),
      json: { state_event: 'reopen' },
      schema: mergeRequestSchema,
    });
    return request && toKnown(request);
  }

  /** A project is named by its whole path as one segment. */
  private place(...rest: string[]): string[] {
    return ['projects', this.name, ...rest];
  }

  private async branch(name: string) {
    return await this.deps.api.find({
      operation: `read the branch ${name} of ${this.name}`,
      path: this.place('repository', 'branches', name),
      schema: branchSchema,
    });
  }

  private async fileAt(path: string, ref: string) {
    const found = await this.deps.api.find({
      operation: `read ${path} of ${this.name}`,
      path: this.place('repository', 'files', path),
      query: { ref },
      schema: fileSchema,
    });
    return (
      found && {
        sha: found.blob_id,
        text: Buffer.from(found.content, 'base64').toString('utf8'),
      }
    );
  }
}
