import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import {
  ProposalRequest,
  SloProposal,
  sloProposalSchema,
} from '@goreliable/plugin-slo-common';

/** It tries the SLO on the past, which may read much. */
const timeoutMs = 60_000;

/** Asks the SLO backend what a pull request for an SLO is made of. */
export class SloProposals {
  constructor(
    private readonly deps: { auth: AuthService; discovery: DiscoveryService },
  ) {}

  /**
   * @param credentials - of whoever proposes it, who must be allowed to
   * @throws NotAllowedError if they are not, ResponseError for other refusals
   */
  async prepare(
    request: ProposalRequest,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<SloProposal> {
    const { auth, discovery } = this.deps;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'slo',
    });
    const baseUrl = await discovery.getBaseUrl('slo');
    const patience = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${baseUrl}/proposals`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(request),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    if (!response.ok) {
      const error = await ResponseError.fromResponse(response);
      throw response.status === 403
        ? new NotAllowedError(error.cause.message)
        : error;
    }
    return sloProposalSchema.parse(await response.json());
  }
}
