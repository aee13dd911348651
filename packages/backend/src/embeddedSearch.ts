import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { LunrSearchEngine } from '@backstage/plugin-search-backend-node';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';

/**
 * The embedded engine, which answers as that of PostgreSQL does: of a type that has no
 * document, such as docs that nobody has read yet, it finds nothing. The stock one fails,
 * and every page of docs with it. Only while there is no index at all it says so, for then
 * nothing can be known.
 */
export class EmbeddedSearchEngine extends LunrSearchEngine {
  /** The stock one takes a thousand documents in one go, and everybody waits for a second. */
  async getIndexer(type: string) {
    const indexer = await super.getIndexer(type);
    const index = indexer.index.bind(indexer);
    indexer.index = async documents => {
      for (const document of documents) {
        await index([document]);
        await nextTurn();
      }
    };
    return indexer;
  }

  async query(
    ...[query]: Parameters<LunrSearchEngine['query']>
  ): ReturnType<LunrSearchEngine['query']> {
    const { types = [] } = query;
    const indexed = Object.keys(this.lunrIndices);
    return indexed.length > 0 &&
      types.length > 0 &&
      !types.some(type => indexed.includes(type))
      ? { results: [], numberOfResults: 0 }
      : super.query(query);
  }
}

/** Serves where the database is not PostgreSQL, whose own engine stands aside then. */
export const embeddedSearch = createBackendModule({
  pluginId: 'search',
  moduleId: 'embedded-engine',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        logger: coreServices.logger,
        registry: searchEngineRegistryExtensionPoint,
      },
      async init({ database, logger, registry }) {
        if (!(await PgSearchEngine.supported(database))) {
          registry.setSearchEngine(new EmbeddedSearchEngine({ logger }));
        }
      },
    });
  },
});
