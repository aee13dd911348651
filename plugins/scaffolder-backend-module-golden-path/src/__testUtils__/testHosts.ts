import { ConfigReader } from '@backstage/config';
import { FakeGithubRepository, startFakeGithub } from './fakeGithub';
import { FakeGitlabProject, startFakeGitlab } from './fakeGitlab';
import { FakeServer } from './fakeServer';
import { startGitea } from './startGitea';

/** A pull request as a test looks at it. */
export interface SeenProposal {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed' | 'merged';
}

/** A host of code, and what a test does there by other ways than ours. */
export interface TestHost {
  readonly config: ConfigReader;
  /** What must never be seen anywhere. */
  readonly secret: string;
  /** Only of those that are stand-ins. */
  readonly server?: FakeServer;
  repoUrl(repo: string): string;
  /** Makes a repository with a first commit on `main`. */
  make(repo: string, files?: Record<string, string>): Promise<void>;
  text(repo: string, path: string, branch: string): Promise<string | undefined>;
  /** Of the newest commit. */
  author(repo: string, branch: string): Promise<unknown>;
  branches(repo: string): Promise<string[]>;
  /** Commits to a branch, which is made from `main` if it is not there. */
  commit(
    repo: string,
    branch: string,
    path: string,
    text: string,
  ): Promise<void>;
  proposals(repo: string): Promise<SeenProposal[]>;
  /** Opens one as somebody else would. */
  openOther(repo: string, branch: string): Promise<void>;
  close(repo: string, number: number): Promise<void>;
  merge(repo: string, number: number): Promise<void>;
  stop(): Promise<void>;
}

/** A real Gitea. */
export async function giteaHost(): Promise<TestHost> {
  const gitea = await startGitea();
  const at = (repo: string) => `/repos/goreliable/${repo}`;
  const { api } = gitea;
  const makeBranch = async (repo: string, branch: string) => {
    if (!(await api('GET', `${at(repo)}/branches/${branch}`))) {
      await api('POST', `${at(repo)}/branches`, { new_branch_name: branch });
    }
  };
  const host: TestHost = {
    config: gitea.config,
    secret: gitea.password,
    repoUrl: repo => `${gitea.host}?owner=goreliable&repo=${repo}`,
    make: async (repo, files = {}) => {
      await api('POST', '/orgs/goreliable/repos', {
        name: repo,
        auto_init: true,
        default_branch: 'main',
      });
      for (const [path, text] of Object.entries(files)) {
        await host.commit(repo, 'main', path, text);
      }
    },
    text: async (repo, path, branch) => {
      const file = await api(
        'GET',
        `${at(repo)}/contents/${path}?ref=${branch}`,
      );
      return file && Buffer.from(file.content, 'base64').toString('utf8');
    },
    author: async (repo, branch) => {
      const { commit } = await api('GET', `${at(repo)}/branches/${branch}`);
      return { name: commit.author.name, email: commit.author.email };
    },
    branches: async repo =>
      (await api('GET', `${at(repo)}/branches`)).map((each: any) => each.name),
    commit: async (repo, branch, path, text) => {
      await makeBranch(repo, branch);
      const there = await api(
        'GET',
        `${at(repo)}/contents/${path}?ref=${branch}`,
      );
      await api(there ? 'PUT' : 'POST', `${at(repo)}/contents/${path}`, {
        content: Buffer.from(text).toString('base64'),
        message: `Write ${path}`,
        branch,
        ...(there && { sha: there.sha }),
      });
    },
    proposals: async repo =>
      (await api('GET', `${at(repo)}/pulls?state=all`)).map((pull: any) => ({
        number: pull.number,
        url: pull.html_url,
        title: pull.title,
        body: pull.body,
        state: pull.merged ? 'merged' : pull.state,
      })),
    openOther: async (repo, branch) => {
      await host.commit(repo, branch, 'other.md', 'Else');
      await api('POST', `${at(repo)}/pulls`, {
        base: 'main',
        head: branch,
        title: 'Else',
      });
    },
    close: async (repo, number) => {
      await api('PATCH', `${at(repo)}/pulls/${number}`, { state: 'closed' });
    },
    merge: async (repo, number) => gitea.merge(number, repo),
    stop: () => gitea.stop(),
  };
  return host;
}

/** A stand-in for GitHub; see {@link startFakeGithub}. */
export async function githubHost(): Promise<TestHost> {
  const secret = 'github-secret-of-the-test';
  const repositories = new Map<string, FakeGithubRepository>();
  const server = await startFakeGithub({ token: secret, repositories });
  const of = (repo: string) => repositories.get(`goreliable/${repo}`)!;
  const pull = (repo: string, number: number) =>
    of(repo).pulls.find(each => each.number === number)!;
  return {
    secret,
    server,
    config: new ConfigReader({
      integrations: {
        github: [
          {
            host: server.host,
            apiBaseUrl: `${server.url}/api/v3`,
            token: secret,
          },
        ],
      },
    }),
    repoUrl: repo => `${server.host}?owner=goreliable&repo=${repo}`,
    make: async (repo, files = {}) => {
      repositories.set(`goreliable/${repo}`, new FakeGithubRepository());
      fill(of(repo).git, files);
    },
    text: async (repo, path, branch) =>
      of(repo).git.headOf(branch)?.files[path],
    author: async (repo, branch) => of(repo).git.headOf(branch)?.author,
    branches: async repo => [...of(repo).git.branches.keys()],
    commit: async (repo, branch, path, text) =>
      commitTo(of(repo).git, branch, path, text),
    proposals: async repo =>
      of(repo).pulls.map(each => ({
        number: each.number,
        url: each.html_url,
        title: each.title,
        body: each.body,
        state: each.merged_at ? ('merged' as const) : each.state,
      })),
    openOther: async (repo, branch) => {
      commitTo(of(repo).git, branch, 'other.md', 'Else');
      of(repo).pulls.push({
        number: 1,
        html_url: 'http://other',
        title: 'Else',
        body: '',
        state: 'open',
        merged_at: null,
        head: { ref: branch, label: `goreliable:${branch}`, sha: '' },
        base: { ref: 'main' },
      });
    },
    close: async (repo, number) => {
      pull(repo, number).state = 'closed';
    },
    merge: async (repo, number) => {
      const { git } = of(repo);
      const merged = pull(repo, number);
      git.branches.set('main', git.branches.get(merged.head.ref)!);
      Object.assign(merged, {
        state: 'closed',
        merged_at: '2026-01-01T00:00:00Z',
      });
    },
    stop: () => server.stop(),
  };
}

/** A stand-in for GitLab; see {@link startFakeGitlab}. */
export async function gitlabHost(): Promise<
  TestHost & { project(repo: string): FakeGitlabProject }
> {
  const secret = 'gitlab-secret-of-the-test';
  const projects = new Map<string, FakeGitlabProject>();
  const server = await startFakeGitlab({ token: secret, projects });
  const of = (repo: string) => projects.get(`goreliable/shops/${repo}`)!;
  const request = (repo: string, number: number) =>
    of(repo).requests.find(({ iid }) => iid === number)!;
  const states = {
    opened: 'open',
    locked: 'merged',
    merged: 'merged',
    closed: 'closed',
  } as const;
  return {
    secret,
    server,
    project: of,
    config: new ConfigReader({
      integrations: {
        gitlab: [
          {
            host: server.host,
            apiBaseUrl: `${server.url}/api/v4`,
            baseUrl: server.url,
            token: secret,
          },
        ],
      },
    }),
    repoUrl: repo =>
      `${server.host}?owner=${encodeURIComponent(
        'goreliable/shops',
      )}&repo=${repo}`,
    make: async (repo, files = {}) => {
      projects.set(`goreliable/shops/${repo}`, new FakeGitlabProject());
      fill(of(repo).git, files);
    },
    text: async (repo, path, branch) =>
      of(repo).git.headOf(branch)?.files[path],
    author: async (repo, branch) => of(repo).git.headOf(branch)?.author,
    branches: async repo => [...of(repo).git.branches.keys()],
    commit: async (repo, branch, path, text) =>
      commitTo(of(repo).git, branch, path, text),
    proposals: async repo =>
      of(repo).requests.map(each => ({
        number: each.iid,
        url: each.web_url,
        title: each.title,
        body: each.description,
        state: states[each.state],
      })),
    openOther: async (repo, branch) => {
      commitTo(of(repo).git, branch, 'other.md', 'Else');
      of(repo).requests.push({
        iid: 1,
        web_url: 'http://other',
        title: 'Else',
        description: '',
        state: 'opened',
        source_branch: branch,
        target_branch: 'main',
        source_project_id: of(repo).id,
        target_project_id: of(repo).id,
      });
    },
    close: async (repo, number) => {
      request(repo, number).state = 'closed';
    },
    merge: async (repo, number) => {
      const { git } = of(repo);
      const merged = request(repo, number);
      git.branches.set('main', git.branches.get(merged.source_branch)!);
      merged.state = 'merged';
    },
    stop: () => server.stop(),
  };
}

type Git = FakeGithubRepository['git'];

function fill(git: Git, files: Record<string, string>) {
  git.commitFile('main', 'README.md', 'A service');
  for (const [path, text] of Object.entries(files)) {
    git.commitFile('main', path, text);
  }
}

function commitTo(git: Git, branch: string, path: string, text: string) {
  if (!git.branches.has(branch)) {
    git.branches.set(branch, git.branches.get('main')!);
  }
  git.commitFile(branch, path, text);
}
