import { z } from 'zod';

const repositorySchema = z.object({ name: z.string(), empty: z.boolean() });

const branchSchema = z.object({ commit: z.object({ id: z.string() }) });

const pullRequestSchema = z.object({
  number: z.number().int(),
  title: z.string(),
  merged: z.boolean().default(false),
  mergeable: z.boolean().default(false),
  html_url: z.string(),
  head: z.object({ sha: z.string(), ref: z.string() }),
  base: z.object({ ref: z.string() }),
});

const changedFileSchema = z.object({
  filename: z.string(),
  status: z.string(),
});

const combinedStatusSchema = z.object({
  statuses: z
    .array(z.object({ context: z.string(), status: z.string() }))
    .nullable()
    .transform(statuses => statuses ?? []),
});

const hookSchema = z.object({
  id: z.number().int(),
  config: z.object({ url: z.string() }),
});

export type PullRequest = z.infer<typeof pullRequestSchema>;

export interface CommitStatus {
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** What was checked; one status is kept for each. */
  readonly context: string;
  readonly description: string;
  readonly targetUrl?: string;
}

/** Gitea answered with an error. */
export class GiteaError extends Error {
  constructor(readonly status: number, operation: string, detail: string) {
    super(`Gitea: ${operation} answered ${status}: ${detail}`);
    this.name = 'GiteaError';
  }
}

const answerWithinMs = 15_000;
const pageSize = 50;

/** The part of Gitea's API that the platform's robot needs. */
export class GiteaClient {
  constructor(
    private readonly options: {
      /** Without a trailing slash. */
      readonly url: string;
      readonly token: () => string;
      readonly signal?: AbortSignal;
    },
  ) {}

  /** @returns undefined if there is none. */
  async repository(owner: string, name: string) {
    return this.find(repositorySchema, `/repos/${owner}/${name}`);
  }

  async createRepository(
    owner: string,
    name: string,
    description: string,
  ): Promise<void> {
    await this.send('POST', `/orgs/${owner}/repos`, {
      name,
      description,
      default_branch: 'main',
      auto_init: false,
      private: false,
    });
  }

  /** The commit that a branch points at; undefined if it does not exist. */
  async branchHead(
    owner: string,
    name: string,
    branch = 'main',
  ): Promise<string | undefined> {
    const path = `/repos/${owner}/${name}/branches/${branch}`;
    return (await this.find(branchSchema, path))?.commit.id;
  }

  async openPullRequests(owner: string, name: string): Promise<PullRequest[]> {
    const path = `/repos/${owner}/${name}/pulls?state=open&limit=${pageSize}`;
    return (await this.find(z.array(pullRequestSchema), path)) ?? [];
  }

  /** The files that a pull request changes, with `added`, `changed`, … */
  async pullRequestFiles(owner: string, name: string, number: number) {
    const path = `/repos/${owner}/${name}/pulls/${number}/files?limit=${pageSize}`;
    return (await this.find(z.array(changedFileSchema), path)) ?? [];
  }

  /** The text of a file at a commit or branch; undefined if it is not there. */
  async file(
    owner: string,
    name: string,
    path: string,
    ref: string,
  ): Promise<string | undefined> {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const response = await this.request(
      'GET',
      `/repos/${owner}/${name}/raw/${encoded}?ref=${encodeURIComponent(ref)}`,
    );
    return response.status === 404 ? undefined : response.text();
  }

  async mergePullRequest(
    owner: string,
    name: string,
    pullRequest: PullRequest,
  ): Promise<void> {
    await this.send(
      'POST',
      `/repos/${owner}/${name}/pulls/${pullRequest.number}/merge`,
      {
        Do: 'squash',
        // What was checked is what is merged, or nothing.
        head_commit_id: pullRequest.head.sha,
        MergeTitleField: `${pullRequest.title} (#${pullRequest.number})`,
        delete_branch_after_merge: true,
      },
    );
  }

  async comment(
    owner: string,
    name: string,
    number: number,
    body: string,
  ): Promise<void> {
    await this.send(
      'POST',
      `/repos/${owner}/${name}/issues/${number}/comments`,
      {
        body,
      },
    );
  }

  /** The state of each context of a commit, e.g. `{ build: 'success' }`. */
  async commitStatuses(
    owner: string,
    name: string,
    commit: string,
  ): Promise<Record<string, string>> {
    const path = `/repos/${owner}/${name}/commits/${commit}/status`;
    const answer = await this.find(combinedStatusSchema, path);
    return Object.fromEntries(
      (answer?.statuses ?? []).map(({ context, status }) => [context, status]),
    );
  }

  async setCommitStatus(
    owner: string,
    name: string,
    commit: string,
    status: CommitStatus,
  ): Promise<void> {
    await this.send('POST', `/repos/${owner}/${name}/statuses/${commit}`, {
      state: status.state,
      context: status.context,
      description: status.description.slice(0, 255),
      target_url: status.targetUrl ?? '',
    });
  }

  /** One hook of the organisation, for all its repositories, also later ones. */
  async ensureOrganizationHook(
    owner: string,
    hook: { url: string; secret: string; events: readonly string[] },
  ): Promise<void> {
    const path = `/orgs/${owner}/hooks`;
    const hooks = (await this.find(z.array(hookSchema), path)) ?? [];
    const known = hooks.find(({ config }) => config.url === hook.url);
    const content = {
      active: true,
      events: hook.events,
      config: { url: hook.url, secret: hook.secret, content_type: 'json' },
    };
    if (known) {
      await this.send('PATCH', `${path}/${known.id}`, content);
    } else {
      await this.send('POST', path, { type: 'gitea', ...content });
    }
  }

  private async find<T>(
    schema: z.ZodType<T>,
    path: string,
  ): Promise<T | undefined> {
    const response = await this.request('GET', path);
    return response.status === 404
      ? undefined
      : schema.parse(await response.json());
  }

  private async send(
    method: 'POST' | 'PATCH',
    path: string,
    body: unknown,
  ): Promise<void> {
    const response = await this.request(method, path, body);
    if (response.status === 404) {
      throw new GiteaError(404, `${method} ${path}`, 'there is no such thing');
    }
    await response.body?.cancel();
  }

  private async request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(answerWithinMs);
    const response = await fetch(`${this.options.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `token ${this.options.token()}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: this.options.signal
        ? AbortSignal.any([this.options.signal, timeout])
        : timeout,
    });
    if (!response.ok && response.status !== 404) {
      const [detail] = (await response.text()).split('\n');
      throw new GiteaError(
        response.status,
        `${method} ${path}`,
        detail.slice(0, 300),
      );
    }
    return response;
  }
}
