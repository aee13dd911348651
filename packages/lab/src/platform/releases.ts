import type { LabContext } from '../context';
import type { ServiceBuild } from './Builder';
import { openTokenKey } from './customerTokens';
import { ensureDatabase } from './databases';
import type { Release } from './ManagedService';
import { serviceEnvironment } from './serviceEnvironment';
import type { ServiceValues } from './serviceValues';

// Beyond its own time-outs, for ending after everything is drained.
const stopMarginSeconds = 2;

/**
 * Puts a build and its settings together to what can be run, with a database
 * of its own if it wants one.
 *
 * @param serviceUrl - addresses of the platform's services by their names.
 * @throws Error if the database cannot be made.
 */
export async function toRelease(
  context: LabContext,
  serviceUrl: (name: string) => string | undefined,
  what: Pick<Release, 'commit' | 'version' | 'settingsDigest'> & {
    readonly name: string;
    readonly build: ServiceBuild;
    readonly values: ServiceValues;
  },
): Promise<Release> {
  const { name, build, values, ...release } = what;
  const databaseUrl =
    'DATABASE_URL' in values.secretEnvironment
      ? await ensureDatabase(
          {
            adminUrl: context.urls.postgres('postgres'),
            secret: context.secrets.get('postgresPassword'),
          },
          name,
        )
      : undefined;
  const substitutes = {
    natsUrl: context.urls.nats,
    databaseUrl,
    serviceUrl,
    tokens: openTokenKey(context).rules,
  };
  return {
    ...release,
    ...build,
    stopWithinMs: (values.shutdown.timeoutSeconds + stopMarginSeconds) * 1000,
    environment: ({ http, admin }) =>
      serviceEnvironment(
        values,
        { version: release.version, httpPort: http, adminPort: admin },
        substitutes,
      ),
  };
}
