import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  answerRules,
  RulesAnswer,
  RulesRequest,
  SliPlugin,
} from '@goreliable/plugin-slo-common';
import { VisibilityService } from '../permissions/Visibility';

/** Makes the rules of specs for those who may see SLOs. */
export class RulesService {
  constructor(
    private readonly visibility: Pick<VisibilityService, 'of'>,
    private readonly sliPlugins: readonly SliPlugin[],
  ) {}

  /**
   * @throws NotAllowedError if they may see no SLOs at all; what the spec says is
   *   their own, so which ones they may see makes no difference
   */
  async generate(
    request: RulesRequest,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<RulesAnswer> {
    await this.visibility.of(credentials);
    return answerRules(request, { sliPlugins: this.sliPlugins });
  }
}
