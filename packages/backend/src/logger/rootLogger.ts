import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { keptConfigSchema } from './keptConfigSchema';
import { schemaSources } from './schemaSources';
import { type SerializedSchema, secretSchemas } from './secretSchemas';

type LevelOverrides = Parameters<WinstonLogger['setLevelOverrides']>[0];

/** Told apart from schemas that were kept whole. */
const secretsOnly = 'secrets only';

const restore = (serialized: SerializedSchema) =>
  loadConfigSchema({ serialized });

/**
 * What the schema of this checkout's configuration says of secrets, as an earlier start has
 * left it in CONFIG_SCHEMA_CACHE; undefined where nobody keeps it.
 */
async function findSchema(): Promise<ConfigSchema | undefined> {
  const folder = process.env.CONFIG_SCHEMA_CACHE;
  const sources =
    folder && schemaSources(resolvePackagePath('backend', '../..'));
  return sources
    ? keptConfigSchema(
        {
          // Of the backend and all that it needs: whatever else there is has no secrets here.
          collect: async () => {
            const schema = await loadConfigSchema({
              dependencies: ['backend'],
            });
            return restore(secretSchemas(schema.serialize()));
          },
          restore,
        },
        folder,
        [...sources, secretsOnly],
      )
    : undefined;
}

/**
 * Backstage's own root logger, which hides what the configuration's schema calls secret,
 * with a schema that need not be collected anew for every start.
 */
export const portalRootLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const settings = config.getOptionalConfig('backend.logger');
    const logger = WinstonLogger.create({
      level: settings?.getOptionalString('level'),
      meta: { service: 'backstage', ...settings?.getOptional<object>('meta') },
    });
    const secretsOf = await createConfigSecretEnumerator({
      logger,
      schema: await findSchema(),
    });
    const apply = () => {
      logger.addRedactions(secretsOf(config));
      logger.setLevelOverrides(
        config.getOptional<LevelOverrides>('backend.logger.overrides') ?? [],
      );
    };
    apply();
    config.subscribe?.(apply);
    return logger;
  },
});
