import { FakeGit } from './fakeGit';
import { contents, gitObjects, notFound } from './fakeGithubObjects';
import {
  FakeAnswer,
  FakeCall,
  FakeServer,
  startFakeServer,
} from './fakeServer';

/** A pull request as GitHub lists it. */
export interface FakePullRequest {
  number: number;
  html_url: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged_at: string | null;
  head: { ref: string; label: string; sha: string };
  base: { ref: string };
}

/** A repository at the stand-in. */
export class FakeGithubRepository {
  readonly git = new FakeGit();
  readonly pulls: FakePullRequest[] = [];
}

const invalid = (problem: object, message: string = 'Validation Failed') => ({
  status: 422,
  body: { message, errors: [{ resource: 'PullRequest', ...problem }] },
});

/**
 * Answers as GitHub Enterprise does, by the description of its REST API (version
 * 2022-11-28), as far as proposals need it. It is no GitHub: what that does and
 * does not describe, nobody learns here.
 */
export async function startFakeGithub(options: {
  token: string;
  repositories: Map<string, FakeGithubRepository>;
}): Promise<FakeServer> {
  const { token, repositories } = options;
  const server: FakeServer = await startFakeServer({
    prefix: 'api/v3',
    depth: 3,
    answer(call) {
      if (!call.headers['user-agent']) {
        return {
          status: 403,
          body: { message: 'Request forbidden by administrative rules.' },
        };
      }
      if (call.segments[0] === 'app') {
        return installation(call, token);
      }
      if (call.headers.authorization !== `Bearer ${token}`) {
        return { status: 401, body: { message: 'Bad credentials' } };
      }
      const [kind, owner, repo, ...rest] = call.segments;
      const repository = repositories.get(`${owner}/${repo}`);
      return kind === 'repos' && repository
        ? answerOf({ url: server.url, owner, repo, repository, call, rest })
        : notFound;
    },
  });
  return server;
}

/** An App that is installed at `goreliable` only. */
function installation(call: FakeCall, token: string): FakeAnswer {
  const [, , id] = call.segments;
  // The App says who it is by a token that it has signed itself.
  if (!/^bearer [\w-]+\.[\w-]+\.[\w-]+$/i.test(call.headers.authorization!)) {
    return { status: 401, body: { message: 'A JSON web token is needed' } };
  }
  return id === undefined
    ? { status: 200, body: [{ id: 5, account: { login: 'goreliable' } }] }
    : {
        status: 201,
        body: {
          token,
          expires_at: '2999-01-01T00:00:00Z',
          repository_selection: 'all',
        },
      };
}

/** One call, and the repository that it is about. */
export interface Asked {
  url: string;
  owner: string;
  repo: string;
  repository: FakeGithubRepository;
  call: FakeCall;
  rest: string[];
}

function answerOf(asked: Asked): FakeAnswer {
  const { owner, repo, call, rest } = asked;
  const { git } = asked.repository;
  switch (`${call.method} ${rest[0] ?? ''}`) {
    case 'GET ':
      return {
        status: 200,
        body: {
          name: repo,
          full_name: `${owner}/${repo}`,
          default_branch: 'main',
          html_url: `${asked.url}/${owner}/${repo}`,
        },
      };
    case 'GET branches': {
      const name = rest.slice(1).join('/');
      const head = git.branches.has(name) ? git.headOf(name) : undefined;
      return head
        ? {
            status: 200,
            body: {
              name,
              commit: {
                sha: head.sha,
                commit: { message: head.message, tree: { sha: head.tree } },
              },
            },
          }
        : { status: 404, body: { message: 'Branch not found' } };
    }
    case 'GET contents':
      return contents(git, rest.slice(1).join('/'), call.query.get('ref')!);
    case 'GET git':
    case 'POST git':
    case 'PATCH git':
    case 'DELETE git':
      return gitObjects(asked);
    case 'GET pulls':
      return list(asked);
    case 'POST pulls':
      return open(asked);
    case 'PATCH pulls':
      return reopen(asked);
    default:
      return notFound;
  }
}

function list({ repository, call }: Asked): FakeAnswer {
  const { query } = call;
  return {
    status: 200,
    body: repository.pulls.filter(
      ({ head, base, state }) =>
        head.label === query.get('head') &&
        base.ref === query.get('base') &&
        ['all', state].includes(query.get('state') ?? 'open'),
    ),
  };
}

function open({ url, owner, repo, repository, call }: Asked): FakeAnswer {
  const { git, pulls } = repository;
  const { title, body, head, base } = call.body;
  if (!title) {
    return invalid({ code: 'missing_field', field: 'title' });
  }
  if (!git.branches.has(head)) {
    return invalid({ code: 'invalid', field: 'head' });
  }
  if (
    pulls.some(({ head: { ref }, state }) => ref === head && state === 'open')
  ) {
    return invalid({
      code: 'custom',
      message: `A pull request already exists for ${owner}:${head}.`,
    });
  }
  const number = pulls.length + 1;
  const pull: FakePullRequest = {
    number,
    html_url: `${url}/${owner}/${repo}/pull/${number}`,
    title,
    body,
    state: 'open',
    merged_at: null,
    head: {
      ref: head,
      label: `${owner}:${head}`,
      sha: git.branches.get(head)!,
    },
    base: { ref: base },
  };
  pulls.push(pull);
  return { status: 201, body: pull };
}

function reopen({ repository, call, rest }: Asked): FakeAnswer {
  const pull = repository.pulls.find(
    ({ number }) => number === Number(rest[1]),
  );
  if (!pull || call.body.state !== 'open') {
    return notFound;
  }
  if (!repository.git.branches.has(pull.head.ref)) {
    return invalid({ code: 'invalid', field: 'state' });
  }
  pull.state = 'open';
  return { status: 200, body: pull };
}
