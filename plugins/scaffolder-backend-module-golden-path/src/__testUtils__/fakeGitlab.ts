import { FakeGit } from './fakeGit';
import {
  FakeAnswer,
  FakeCall,
  FakeServer,
  startFakeServer,
} from './fakeServer';

/** A merge request as GitLab lists it. */
export interface FakeMergeRequest {
  iid: number;
  web_url: string;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'locked' | 'merged';
  source_branch: string;
  target_branch: string;
  source_project_id: number;
  target_project_id: number;
}

/** A project at the stand-in. */
export class FakeGitlabProject {
  readonly id = 7;
  readonly git = new FakeGit();
  readonly requests: FakeMergeRequest[] = [];
  /** Commands that were found in descriptions, and would have been run. */
  readonly commands: string[] = [];
}

const notFound = (what: string) => ({
  status: 404,
  body: { message: `404 ${what} Not Found` },
});

const bad = (message: unknown) => ({ status: 400, body: { message } });

/**
 * Answers as GitLab does, by the description of its REST API v4, as far as
 * proposals need it. It is no GitLab: what that does and does not describe,
 * nobody learns here.
 */
export async function startFakeGitlab(options: {
  token: string;
  projects: Map<string, FakeGitlabProject>;
}): Promise<FakeServer> {
  const { token, projects } = options;
  const server: FakeServer = await startFakeServer({
    prefix: 'api/v4',
    depth: 2,
    answer(call) {
      if (call.headers.authorization !== `Bearer ${token}`) {
        return { status: 401, body: { message: '401 Unauthorized' } };
      }
      const [kind, name, ...rest] = call.segments;
      const project = projects.get(name);
      return kind === 'projects' && project
        ? answerOf({ url: server.url, name, project, call, rest })
        : notFound('Project');
    },
  });
  return server;
}

interface Asked {
  url: string;
  name: string;
  project: FakeGitlabProject;
  call: FakeCall;
  rest: string[];
}

function answerOf(asked: Asked): FakeAnswer {
  const { url, name, project, call, rest } = asked;
  const { git } = project;
  const [first = '', second = '', third] = rest;
  switch (
    `${call.method} ${first}/${second && first === 'repository' ? second : ''}`
  ) {
    case 'GET /':
      return {
        status: 200,
        body: {
          id: project.id,
          path_with_namespace: name,
          default_branch: git.branches.size > 0 ? 'main' : null,
          web_url: `${url}/${name}`,
        },
      };
    case 'GET repository/branches': {
      const head = git.branches.has(third) ? git.headOf(third) : undefined;
      return head
        ? {
            status: 200,
            body: {
              name: third,
              commit: { id: head.sha, message: head.message },
            },
          }
        : notFound('Branch');
    }
    case 'DELETE repository/branches':
      return git.branches.delete(third) ? { status: 204 } : notFound('Branch');
    case 'GET repository/files':
      return file(git, third, call.query.get('ref'));
    case 'POST repository/commits':
      return commit(git, call.body);
    case 'GET merge_requests/':
      return list(asked);
    case 'POST merge_requests/':
      return open(asked);
    case 'PUT merge_requests/':
      return reopen(project, Number(second), call.body);
    default:
      return { status: 404, body: { error: '404 Not Found' } };
  }
}

function file(git: FakeGit, path: string, ref: string | null): FakeAnswer {
  if (!ref) {
    return { status: 400, body: { error: 'ref is missing, ref is empty' } };
  }
  const head = git.headOf(ref);
  const text = head?.files[path];
  return head && text !== undefined
    ? {
        status: 200,
        body: {
          file_path: path,
          encoding: 'base64',
          content: Buffer.from(text).toString('base64'),
          blob_id: FakeGit.blob(text),
          commit_id: head.sha,
          ref,
        },
      }
    : notFound('File');
}

function commit(git: FakeGit, body: any): FakeAnswer {
  const { branch, start_sha: start, commit_message: message, actions } = body;
  if (!branch || !message || !actions?.length) {
    return { status: 400, body: { error: 'branch is missing' } };
  }
  if (start !== undefined && git.branches.has(branch)) {
    return bad(
      `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
    );
  }
  const parent = git.headOf(start ?? branch);
  if (!parent) {
    return bad('You can only create or edit files when you are on a branch');
  }
  const files: Record<string, string> = { ...parent.files };
  for (const { action, file_path: path, content } of actions) {
    const isThere = path in files;
    if (action === 'create' && isThere) {
      return bad('A file with this name already exists');
    }
    if (action === 'update' && !isThere) {
      return bad("A file with this name doesn't exist");
    }
    files[path] = content;
  }
  const made = git.commit({
    tree: git.tree(files),
    parent: parent.sha,
    message,
    author: { name: body.author_name, email: body.author_email },
  });
  git.branches.set(branch, made.sha);
  return { status: 201, body: { id: made.sha, message } };
}

function list({ project, call }: Asked): FakeAnswer {
  const { query } = call;
  return {
    status: 200,
    body: project.requests.filter(
      ({ source_branch, target_branch, state }) =>
        source_branch === query.get('source_branch') &&
        target_branch === query.get('target_branch') &&
        ['all', state].includes(query.get('state') ?? 'all'),
    ),
  };
}

function open({ url, name, project, call }: Asked): FakeAnswer {
  const { source_branch, target_branch, title, description } = call.body;
  if (!title) {
    return bad({ title: ["can't be blank"] });
  }
  if (!project.git.branches.has(source_branch)) {
    return bad({ source_branch: ['does not exist'] });
  }
  const other = project.requests.find(
    request =>
      request.source_branch === source_branch &&
      request.source_project_id === project.id &&
      request.state === 'opened',
  );
  if (other) {
    return {
      status: 409,
      body: {
        message: [
          `Another open merge request already exists for this source branch: !${other.iid}`,
        ],
      },
    };
  }
  const lines: string[] = (description ?? '').split('\n');
  project.commands.push(...lines.filter(line => /^\s*\/[a-z]/.test(line)));
  const iid = project.requests.length + 1;
  const request: FakeMergeRequest = {
    iid,
    web_url: `${url}/${name}/-/merge_requests/${iid}`,
    title,
    description,
    state: 'opened',
    source_branch,
    target_branch,
    source_project_id: project.id,
    target_project_id: project.id,
  };
  project.requests.push(request);
  return { status: 201, body: request };
}

function reopen(
  project: FakeGitlabProject,
  iid: number,
  { state_event: event }: any,
): FakeAnswer {
  const request = project.requests.find(each => each.iid === iid);
  if (!request || event !== 'reopen') {
    return notFound('Merge request');
  }
  if (!project.git.branches.has(request.source_branch)) {
    return bad({ source_branch: ['does not exist'] });
  }
  request.state = 'opened';
  return { status: 200, body: request };
}
