import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { existsSync } from 'node:fs';
import { runCommand } from '../tools/command';

/** Who the lab's robot is in commits. */
export const robot = {
  name: 'GoReliable Platform',
  email: 'platform@goreliable.dev',
} as const;

export interface GitOptions {
  /** Address of the server, without a trailing slash. */
  readonly serverUrl: string;
  /** Asked for at each use: the server gives it out only once it is ready. */
  readonly token: () => string;
  readonly signal?: AbortSignal;
}

export interface CommitOptions {
  readonly message: string;
  /** Defaults to the robot. */
  readonly author?: { readonly name: string; readonly email: string };
}

/**
 * The git program, with the lab's token. The token goes through git's
 * environment: it is in no remote's address, in no file and in no list of
 * processes.
 */
export class Git {
  constructor(private readonly options: GitOptions) {}

  /** The address of a repository below the server, `owner/name`. */
  url(repository: string): string {
    return `${this.options.serverUrl}/${repository}.git`;
  }

  /**
   * Makes a folder hold exactly what the server has, whatever state an
   * earlier, interrupted run left it in.
   *
   * @param ref - on the server; what is checked out is a local `main`.
   * @returns the commit.
   * @throws Error if the repository or the ref cannot be read.
   */
  async checkout(
    folder: string,
    repository: string,
    ref = 'refs/heads/main',
  ): Promise<string> {
    if (!existsSync(`${folder}/.git/HEAD`)) {
      await rm(folder, { recursive: true, force: true });
      await this.init(folder, repository);
    }
    // What a killed git leaves behind; nobody else works in this folder.
    await rm(`${folder}/.git/index.lock`, { force: true });
    const fetched = 'refs/remotes/origin/fetched';
    await this.run(folder, [
      ...['fetch', '--quiet', '--force', this.url(repository)],
      `+${ref}:${fetched}`,
    ]);
    // Also ends a revert that was cut off.
    await this.run(folder, ['reset', '--quiet', '--hard']).catch(() => {});
    await this.run(folder, [
      ...['checkout', '--quiet', '--force', '-B', 'main', fetched],
    ]);
    await this.run(folder, ['clean', '--quiet', '-ffd']);
    return this.head(folder);
  }

  /** An empty repository whose first commit will be on main. */
  async init(folder: string, repository: string): Promise<void> {
    await mkdir(dirname(folder), { recursive: true });
    await this.run(undefined, [
      ...['init', '--quiet', '--initial-branch=main', folder],
    ]);
    await this.run(folder, ['remote', 'add', 'origin', this.url(repository)]);
  }

  /** @returns the new commit, or undefined if nothing has changed. */
  async commitAll(
    folder: string,
    { message, author = robot }: CommitOptions,
  ): Promise<string | undefined> {
    await this.run(folder, ['add', '--all']);
    const changed = await this.run(folder, ['status', '--porcelain']);
    if (changed.trim() === '') {
      return undefined;
    }
    await this.run(folder, [
      'commit',
      '--quiet',
      '--message',
      message,
      `--author=${author.name} <${author.email}>`,
    ]);
    return this.head(folder);
  }

  /** Undoes a commit by a new one. @throws Error if later ones depend on it. */
  async revert(folder: string, commit: string): Promise<void> {
    await this.run(folder, ['revert', '--no-edit', commit]);
  }

  /** Whether the commit is part of what is checked out. */
  async contains(folder: string, commit: string): Promise<boolean> {
    const ancestry = ['merge-base', '--is-ancestor', commit, 'HEAD'];
    return this.run(folder, ancestry).then(
      () => true,
      () => false,
    );
  }

  /** Whether a later commit says that it reverts this one. */
  async isReverted(folder: string, commit: string): Promise<boolean> {
    const text = await this.run(folder, [
      ...['log', '--fixed-strings', '--format=%H'],
      `--grep=This reverts commit ${commit}`,
      `${commit}..HEAD`,
    ]);
    return text.trim() !== '';
  }

  /** Puts what is checked out onto a branch of the server, if that is a step forward. */
  async push(
    folder: string,
    repository: string,
    branch = 'main',
  ): Promise<void> {
    const target = `HEAD:refs/heads/${branch}`;
    await this.run(folder, ['push', '--quiet', this.url(repository), target]);
  }

  async head(folder: string): Promise<string> {
    return (await this.run(folder, ['rev-parse', 'HEAD'])).trim();
  }

  /** How many commits lead to the checked out one. */
  async commitCount(folder: string): Promise<number> {
    return Number(await this.run(folder, ['rev-list', '--count', 'HEAD']));
  }

  /** Name and first line of the checked out commit. */
  async describe(
    folder: string,
  ): Promise<{ author: string; subject: string; at: Date }> {
    const text = await this.run(folder, [
      'log',
      '-1',
      '--format=%an%x00%s%x00%cI',
    ]);
    const [author, subject, at] = text.trim().split('\0');
    return { author, subject, at: new Date(at) };
  }

  private async run(
    folder: string | undefined,
    args: readonly string[],
  ): Promise<string> {
    const { stdout } = await runCommand('git', args, {
      cwd: folder,
      env: this.environment(),
      signal: this.options.signal,
    });
    return stdout;
  }

  private environment(): NodeJS.ProcessEnv {
    const settings: Array<[string, string]> = [
      [
        `http.${this.options.serverUrl}/.extraHeader`,
        `Authorization: token ${this.options.token()}`,
      ],
      ['http.lowSpeedLimit', '1'],
      ['http.lowSpeedTime', '30'],
      ['commit.gpgSign', 'false'],
      ['core.autocrlf', 'false'],
    ];
    return {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LC_ALL: 'C',
      // The person's own settings (signing, hooks, proxies) are not the lab's.
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      GIT_COMMITTER_NAME: robot.name,
      GIT_COMMITTER_EMAIL: robot.email,
      GIT_AUTHOR_NAME: robot.name,
      GIT_AUTHOR_EMAIL: robot.email,
      GIT_CONFIG_COUNT: `${settings.length}`,
      ...Object.fromEntries(
        settings.flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${index}`, key],
          [`GIT_CONFIG_VALUE_${index}`, value],
        ]),
      ),
    };
  }
}
