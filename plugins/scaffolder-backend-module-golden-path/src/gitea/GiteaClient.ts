import { Upstream } from '@goreliable/upstream';
import { GiteaContents } from './GiteaContents';
import { GiteaPullRequests } from './GiteaPullRequests';
import { GiteaRepositories } from './GiteaRepositories';

/**
 * Gitea's REST API, as far as golden paths need it. Methods reject with an
 * `UpstreamError` when Gitea cannot be asked or refuses; what does not exist
 * is `undefined`.
 */
export class GiteaClient {
  readonly repositories: GiteaRepositories;
  readonly contents: GiteaContents;
  readonly pullRequests: GiteaPullRequests;

  /** @param upstream - Gitea's `/api/v1`, with credentials */
  constructor(upstream: Upstream) {
    this.repositories = new GiteaRepositories(upstream);
    this.contents = new GiteaContents(upstream);
    this.pullRequests = new GiteaPullRequests(upstream);
  }
}
