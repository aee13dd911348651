import { Dirent } from 'node:fs';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ServiceUnavailableError } from '@backstage/errors';
import { CommittedFile, packFirstCommit } from './packFile';
import { CommitAuthor } from './types';

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

// As long as a commit of many files through the API may take.
const timeoutMs = 15_000;
/** What Git calls a branch that is not there yet. */
const noCommit = '0'.repeat(40);

/**
 * Pushes all of a folder as the first commit of an empty repository, in one request of
 * Git's protocol over HTTP. isomorphic-git takes a second of a processor for a hundred
 * files, in memory too: it compresses each twice, by scripts.
 *
 * @throws ServiceUnavailableError if it is refused, or nobody answers
 */
export async function pushFolder(commit: FirstCommit): Promise<void> {
  const { url, auth, branch, message, author } = commit;
  const files = await filesOf(commit.folder);
  const { id, pack } = packFirstCommit(files, {
    message,
    author,
    at: new Date(),
  });
  const ref = `refs/heads/${branch}`;
  const credentials = Buffer.from(`${auth.username}:${auth.password}`);
  const said = await fetch(`${url}/git-receive-pack`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials.toString('base64')}`,
      'content-type': 'application/x-git-receive-pack-request',
    },
    body: Buffer.concat([
      packetLine(`${noCommit} ${id} ${ref}\0 report-status`),
      Buffer.from('0000'),
      pack,
    ]),
    signal: AbortSignal.timeout(timeoutMs),
  }).then(
    async answer => `${answer.status}\n${await answer.text()}`,
    error => {
      throw new ServiceUnavailableError(`Could not push to ${url}`, error);
    },
  );
  if (!said.includes('unpack ok\n') || !said.includes(`ok ${ref}\n`)) {
    throw new ServiceUnavailableError(`${url} refused the push: ${said}`);
  }
}

/** Four digits of its own length, in hex, before the line. */
function packetLine(line: string): Buffer {
  const content = Buffer.from(line);
  const length = (content.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), content]);
}

async function filesOf(folder: string): Promise<CommittedFile[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return await Promise.all(
    entries
      .filter(entry => entry.isFile() || entry.isSymbolicLink())
      .map(entry => committedFile(folder, entry)),
  );
}

async function committedFile(
  folder: string,
  entry: Dirent,
): Promise<CommittedFile> {
  const source = join(entry.parentPath, entry.name);
  const path = relative(folder, source).split(sep).join('/');
  if (entry.isSymbolicLink()) {
    return { path, content: await readlink(source, 'buffer'), kind: 'link' };
  }
  const [content, { mode }] = await Promise.all([
    readFile(source),
    stat(source),
  ]);
  const isExecutable = (mode & 0o100) !== 0;
  return { path, content, kind: isExecutable ? 'executable' : 'file' };
}
