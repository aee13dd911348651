import { createHash } from 'node:crypto';
import { blobSha } from '../gitea/openPullRequest';

/** A commit with all files that it has. */
export interface FakeCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parent?: string;
  readonly message: string;
  readonly author?: { name: string; email: string };
  readonly files: Readonly<Record<string, string>>;
}

/** What a host does with branches and commits, in memory. */
export class FakeGit {
  readonly commits = new Map<string, FakeCommit>();
  readonly trees = new Map<string, Readonly<Record<string, string>>>();
  readonly branches = new Map<string, string>();

  tree(files: Readonly<Record<string, string>>): string {
    const sha = hash('tree', files);
    this.trees.set(sha, files);
    return sha;
  }

  /** A commit that no branch has yet. */
  commit(options: Omit<FakeCommit, 'sha' | 'files'>): FakeCommit {
    const files = this.trees.get(options.tree)!;
    const sha = hash('commit', { ...options, count: this.commits.size });
    const commit = { ...options, sha, files };
    this.commits.set(sha, commit);
    return commit;
  }

  /** Commits one file to a branch that may not be there yet. */
  commitFile(
    branch: string,
    path: string,
    text: string,
    message: string = `Write ${path}`,
  ): FakeCommit {
    const parent = this.headOf(branch);
    const commit = this.commit({
      tree: this.tree({ ...parent?.files, [path]: text }),
      parent: parent?.sha,
      message,
    });
    this.branches.set(branch, commit.sha);
    return commit;
  }

  /** The newest commit of a branch, or a commit itself. */
  headOf(ref: string): FakeCommit | undefined {
    return this.commits.get(this.branches.get(ref) ?? ref);
  }

  static blob(text: string): string {
    return blobSha(Buffer.from(text));
  }
}

function hash(kind: string, value: unknown): string {
  return createHash('sha1')
    .update(kind)
    .update(JSON.stringify(value))
    .digest('hex');
}
