import { FakeGit } from './fakeGit';
import type { Asked } from './fakeGithub';
import { FakeAnswer } from './fakeServer';

export const notFound = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com' },
};

/** A file as a branch or a commit has it. */
export function contents(git: FakeGit, path: string, ref: string): FakeAnswer {
  const files = git.headOf(ref)?.files ?? {};
  const text = files[path];
  if (text === undefined) {
    const below = Object.keys(files).filter(name =>
      name.startsWith(`${path}/`),
    );
    return below.length > 0
      ? { status: 200, body: below.map(name => ({ type: 'file', path: name })) }
      : notFound;
  }
  const encoded = Buffer.from(text).toString('base64');
  return {
    status: 200,
    body: {
      type: 'file',
      path,
      sha: FakeGit.blob(text),
      size: Buffer.byteLength(text),
      encoding: 'base64',
      // In lines of 60, as GitHub sends it.
      content: encoded.replace(/.{1,60}/g, '$&\n'),
    },
  };
}

/** Trees, commits and references, by the Git database of the API. */
export function gitObjects({ repository, call, rest }: Asked): FakeAnswer {
  const { git, pulls } = repository;
  const { body } = call;
  const branch = rest.slice(3).join('/');
  switch (`${call.method} ${rest[1]}`) {
    case 'GET commits': {
      const commit = git.commits.get(rest[2]);
      return commit
        ? {
            status: 200,
            body: {
              sha: commit.sha,
              tree: { sha: commit.tree },
              message: commit.message,
            },
          }
        : notFound;
    }
    case 'POST trees': {
      const base = git.trees.get(body.base_tree);
      const isGood = body.tree.every(
        (item: any) =>
          item.mode === '100644' &&
          item.type === 'blob' &&
          typeof item.content === 'string',
      );
      if (!base || !isGood) {
        return { status: 422, body: { message: 'Invalid tree info' } };
      }
      const changed = Object.fromEntries(
        body.tree.map(({ path, content }: any) => [path, content]),
      );
      return { status: 201, body: { sha: git.tree({ ...base, ...changed }) } };
    }
    case 'POST commits': {
      const { message, tree, parents, author } = body;
      if (!git.trees.has(tree) || !git.commits.has(parents[0])) {
        return { status: 422, body: { message: 'Tree SHA does not exist' } };
      }
      const { sha } = git.commit({ message, tree, parent: parents[0], author });
      return { status: 201, body: { sha, tree: { sha: tree }, message } };
    }
    case 'POST refs': {
      const name = body.ref.replace('refs/heads/', '');
      if (git.branches.has(name)) {
        return { status: 422, body: { message: 'Reference already exists' } };
      }
      git.branches.set(name, body.sha);
      return {
        status: 201,
        body: { ref: body.ref, object: { sha: body.sha } },
      };
    }
    case 'PATCH refs': {
      if (git.commits.get(body.sha)?.parent !== git.branches.get(branch)) {
        return {
          status: 422,
          body: { message: 'Update is not a fast forward' },
        };
      }
      git.branches.set(branch, body.sha);
      return { status: 200, body: { object: { sha: body.sha } } };
    }
    case 'DELETE refs': {
      if (!git.branches.delete(branch)) {
        return { status: 422, body: { message: 'Reference does not exist' } };
      }
      pulls
        .filter(({ head }) => head.ref === branch)
        .forEach(pull => Object.assign(pull, { state: 'closed' }));
      return { status: 204 };
    }
    default:
      return notFound;
  }
}
