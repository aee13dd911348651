import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  GiteaIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import { GoldenPathSettings } from '@goreliable/plugin-golden-path-common';

/** `goldenPath` of the configuration, completed and checked. */
export interface GoldenPathConfig {
  readonly settings: GoldenPathSettings;
  /** The entry of `integrations.gitea` that new services go to. */
  readonly gitea: GiteaIntegrationConfig;
  /** Gitea's address without a slash at the end. */
  readonly giteaUrl: string;
  readonly organisation: string;
  readonly gitopsRepository: string;
  readonly private: boolean;
}

function chooseGitea(
  integrations: ScmIntegrations,
  host: string | undefined,
): GiteaIntegrationConfig | undefined {
  const known = integrations.gitea.list().map(entry => entry.config);
  if (host !== undefined) {
    const chosen = known.find(entry => entry.host === host);
    if (!chosen) {
      throw new InputError(
        `goldenPath.gitea.host is '${host}', which no entry of integrations.gitea has`,
      );
    }
    return chosen;
  }
  if (known.length > 1) {
    const hosts = known.map(entry => entry.host).join(', ');
    throw new InputError(
      `goldenPath.gitea.host must say which of integrations.gitea to use: ${hosts}`,
    );
  }
  return known[0];
}

/**
 * Reads `goldenPath` and the Gitea integration it goes with; `undefined` when
 * there is no Gitea, so that the portal starts without one.
 *
 * @throws InputError that names the key if the configuration cannot work
 */
export function readGoldenPathConfig(
  config: Config,
  integrations: ScmIntegrations = ScmIntegrations.fromConfig(config),
): GoldenPathConfig | undefined {
  const section = config.getOptionalConfig('goldenPath');
  const gitea = chooseGitea(
    integrations,
    section?.getOptionalString('gitea.host'),
  );
  if (!gitea) {
    return undefined;
  }
  const organisation =
    section?.getOptionalString('gitea.organisation') ?? 'goreliable';
  const giteaUrl = gitea.baseUrl ?? `https://${gitea.host}`;
  return {
    settings: {
      modulePathPrefix:
        section?.getOptionalString('modulePathPrefix') ?? 'goreliable.dev',
      imageRegistry:
        section?.getOptionalString('imageRegistry') ?? 'ghcr.io/goreliable',
      organisationUrl: `${giteaUrl}/${organisation}`,
    },
    gitea,
    giteaUrl,
    organisation,
    gitopsRepository:
      section?.getOptionalString('gitea.gitopsRepository') ?? 'gitops',
    private: section?.getOptionalBoolean('gitea.private') ?? false,
  };
}
