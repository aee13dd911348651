import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  sloOverviewSchema,
  sloReadPermission,
} from '@goreliable/plugin-slo-common';
import { toDocument } from './toDocument';

/** Brings all SLOs into the search, each for those who may see it. */
export class SloCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'slo';
  readonly visibilityPermission = sloReadPermission;

  constructor(
    private readonly deps: { auth: AuthService; discovery: DiscoveryService },
  ) {}

  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents() {
    const { auth, discovery } = this.deps;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'slo',
    });
    const response = await fetch(
      `${await discovery.getBaseUrl('slo')}/overview`,
      { headers: { Authorization: `Bearer ${token}` } },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const { slos } = sloOverviewSchema.parse(await response.json());
    for (const slo of slos) {
      yield toDocument(slo);
    }
  }
}
