import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Git } from '../Git';

/** Repositories in a folder, which git reads and writes like a server's. */
export function localGitServer(folder: string) {
  const git = new Git({ serverUrl: `file://${folder}`, token: () => 'token' });
  return {
    git,
    /** An empty repository `owner/name`. */
    create(repository: string): void {
      const path = join(folder, `${repository}.git`);
      mkdirSync(path, { recursive: true });
      execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', path]);
    },
    /** The first lines of the messages on main, newest first. */
    subjects(repository: string): string[] {
      const path = join(folder, `${repository}.git`);
      const args = ['-C', path, 'log', '--format=%s', 'main'];
      return execFileSync('git', args, { encoding: 'utf8' }).trim().split('\n');
    },
  };
}
