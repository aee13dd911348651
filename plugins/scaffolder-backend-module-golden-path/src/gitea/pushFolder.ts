import { Dirent } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { createFsFromVolume, IFs, Volume } from 'memfs';
import { CommitAuthor } from './types';

const root = '/repository';

/** A folder that becomes the first commit of a repository. */
export interface FirstCommit {
  readonly folder: string;
  /** The repository, for git. */
  readonly url: string;
  readonly auth: { readonly username: string; readonly password: string };
  readonly branch: string;
  readonly message: string;
  readonly author: CommitAuthor;
}

/**
 * Pushes a folder as the first commit of a repository. The commit is made in memory: on
 * disk it takes most of a second, for objects that are needed once.
 *
 * @throws ServiceUnavailableError if it cannot be pushed
 */
export async function pushFolder(commit: FirstCommit): Promise<void> {
  const { folder, url, auth, branch, message, author } = commit;
  const fs = createFsFromVolume(new Volume());
  fs.mkdirSync(root);
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  await Promise.all(entries.map(entry => copyInto(fs, folder, entry)));
  const repository = { fs, dir: root, cache: {} };
  await git.init({ ...repository, defaultBranch: branch });
  await git.add({ ...repository, filepath: '.' });
  await git.commit({ ...repository, message, author, committer: author });
  const credentials = Buffer.from(`${auth.username}:${auth.password}`);
  try {
    await git.push({
      ...repository,
      http,
      url,
      ref: branch,
      // Said at once: unasked, Gitea would have to refuse the first request.
      headers: { authorization: `Basic ${credentials.toString('base64')}` },
    });
  } catch (error) {
    throw new ServiceUnavailableError(`Could not push to ${url}`, error);
  }
}

async function copyInto(fs: IFs, folder: string, entry: Dirent): Promise<void> {
  const source = join(entry.parentPath, entry.name);
  const parent = relative(folder, entry.parentPath).split(sep);
  const place = posix.join(root, ...parent);
  const target = posix.join(place, entry.name);
  if (entry.isFile()) {
    const [content, { mode }] = await Promise.all([
      readFile(source),
      stat(source),
    ]);
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(target, content, { mode });
  } else if (entry.isSymbolicLink()) {
    const leadsTo = await readlink(source);
    fs.mkdirSync(place, { recursive: true });
    fs.symlinkSync(leadsTo, target);
  }
}
