import { join } from 'node:path';
import { stringify } from 'yaml';
import { committedGiteaUrl } from '../../catalog/committedGiteaUrl';
import type { LabContext } from '../../context';
import { runFiles } from '../../runner/runFiles';
import { administrator, organisation } from '../gitea/api';

/** Of the run that the overlay is for. */
export interface OverlayOptions {
  /** Whether the platform runs beside the portal. */
  readonly withCore: boolean;
  /** Where browsers find the app; differs from the portal in development. */
  readonly appUrl: string;
}

/** Where the overlay lies: beside the data it speaks of, readable by its owner. */
export function overlayPath({ dataDir }: Pick<LabContext, 'dataDir'>): string {
  return join(dataDir, 'app-config.lab.yaml');
}

/** Where the scaffolder renders; it must be there before the portal starts. */
export function scratchDir({ dataDir }: Pick<LabContext, 'dataDir'>): string {
  return join(dataDir, 'portal', 'scratch');
}

/** All that `app-config.yaml` cannot know: ports, secrets and folders of one run. */
export function renderOverlay(
  context: LabContext,
  { withCore, appUrl }: OverlayOptions,
): string {
  const { urls, ports, secrets } = context;
  return stringify({
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: urls.portal,
      listen: { host: '127.0.0.1', port: ports.portal },
      cors: { origin: appUrl },
      database: {
        connection: { directory: join(context.dataDir, 'portal') },
      },
      workingDirectory: scratchDir(context),
      reading: { allow: [{ host: `localhost:${ports.gitea}` }] },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: {
              token: secrets.get('portalEventsToken'),
              subject: 'lab',
            },
            accessRestrictions: [{ plugin: 'timeline' }],
          },
        ],
      },
    },
    auth: signIn(context),
    techdocs: {
      // By itself it would be a folder of node_modules, which outlives the data.
      publisher: {
        local: {
          publishDirectory: join(context.dataDir, 'portal', 'techdocs'),
        },
      },
    },
    ...(withCore && {
      integrations: { gitea: [giteaIntegration(context)] },
      catalog: {
        localFiles: {
          addresses: [{ written: committedGiteaUrl, here: urls.gitea }],
        },
      },
      slo: {
        prometheus: [{ name: 'lab', url: urls.prometheus }],
        // Whoever tries something here waits for it.
        specsInterval: '1m',
      },
    }),
    lab: {
      statusFile: runFiles(context.labDir).status,
      ...(withCore && {
        platform: urls.platform,
        gitea: { url: urls.gitea, organisation },
      }),
    },
  });
}

function signIn({ urls, secrets }: LabContext) {
  return {
    signIn: { singleSignOnTitle: 'the lab’s identity' },
    session: { secret: secrets.get('identityCookieKey') },
    providers: {
      oidc: {
        development: {
          metadataUrl: `${urls.identity}/.well-known/openid-configuration`,
          clientId: 'goreliable-portal',
          clientSecret: secrets.get('identityClientSecret'),
          prompt: 'auto',
          signIn: {
            resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
          },
        },
      },
    },
  };
}

// The portal may be up long before Gitea is built and has given out a token;
// the administrator's password, which is known from the start, does as well.
function giteaIntegration({ urls, ports, secrets }: LabContext) {
  return {
    host: `localhost:${ports.gitea}`,
    baseUrl: urls.gitea,
    username: administrator,
    password: secrets.has('giteaToken')
      ? secrets.get('giteaToken')
      : secrets.get('giteaAdminPassword'),
  };
}
