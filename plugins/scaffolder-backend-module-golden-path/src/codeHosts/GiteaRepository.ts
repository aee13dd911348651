import { LoggerService } from '@backstage/backend-plugin-api';
import { ConnectedGitea } from '../gitea/GiteaClients';
import { defaultBranch } from '../gitea/defaultBranch';
import { findPullRequest } from '../gitea/findPullRequest';
import { openPullRequest } from '../gitea/openPullRequest';
import { hasTaskMark } from '../gitea/taskMark';
import { RepositoryAddress } from '../gitea/types';
import { withdrawPullRequest } from '../gitea/withdrawPullRequest';
import { explainRefusal } from './explainRefusal';
import {
  CodeRepository,
  FileProposal,
  MergedProposalQuery,
  OpenedProposal,
  PresentFile,
} from './types';

const words = {
  integration: 'integrations.gitea',
  needs:
    'they need to read and write the repository (a token, the scope write:repository)',
};

/** A repository in a Gitea, as the golden paths write to it too. */
export class GiteaRepository implements CodeRepository {
  readonly proposalsUrl: string;

  constructor(
    private readonly connected: ConnectedGitea & {
      address: RepositoryAddress;
    },
    private readonly logger: LoggerService,
  ) {
    const { owner, repo } = connected.address;
    this.proposalsUrl = `${connected.url}/${owner}/${repo}/pulls`;
  }

  async read(path: string): Promise<PresentFile> {
    const { client, address } = this.connected;
    return await explained(async () => {
      const base = await defaultBranch(client, address);
      const file = await client.contents.file(address, path, base);
      return {
        path,
        base,
        ...(file && { text: file.content.toString('utf8'), sha: file.sha }),
      };
    });
  }

  async merged(query: MergedProposalQuery) {
    const { client, address } = this.connected;
    const branches = { base: query.present.base, head: query.branch };
    return await explained(async () => {
      const known = await findPullRequest(client, address, branches);
      return known?.isMerged &&
        hasTaskMark(known.pullRequest.body, query.taskId)
        ? {
            number: known.pullRequest.number,
            url: known.pullRequest.html_url,
            reused: true,
          }
        : undefined;
    });
  }

  async propose(proposal: FileProposal): Promise<OpenedProposal> {
    const { client, address } = this.connected;
    const { present, text, branch, taskId } = proposal;
    const ours = { client, address, base: present.base, branch, taskId };
    return await explained(async () => {
      const before = await client.contents.branch(address, branch);
      try {
        const { pullRequest, reused } = await openPullRequest({
          ...ours,
          title: proposal.title,
          body: proposal.body,
          author: proposal.author,
          files: [
            {
              path: present.path,
              content: Buffer.from(text),
              replaces: present.sha,
            },
          ],
        });
        return {
          number: pullRequest.number,
          url: pullRequest.html_url,
          reused,
        };
      } catch (error) {
        if (!before) {
          await withdrawPullRequest(ours).catch(failure =>
            this.logger.warn(
              `The branch ${branch} may be left behind: ${failure}`,
            ),
          );
        }
        throw error;
      }
    });
  }
}

async function explained<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw explainRefusal(error, words);
  }
}
