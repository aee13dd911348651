import { cp, mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createBackendModule,
  isChildPath,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  DirectoryPreparer,
  getLocationForEntity,
  type PreparerBase,
  techdocsPreparerExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { parseDocument } from 'yaml';

/**
 * Documents that lie in a folder of this machine are built from a copy. Stock builds them
 * where they are and writes their mkdocs.yml anew, which fails where the portal may not
 * write, as in its image. What is built from is removed afterwards; stock leaves what it
 * has downloaded.
 */
export function copyingPreparer(
  config: Config,
  tools: Parameters<typeof DirectoryPreparer.fromConfig>[1],
): PreparerBase {
  const stock = DirectoryPreparer.fromConfig(config, tools);
  const integrations = ScmIntegrations.fromConfig(config);
  const temporary =
    config.getOptionalString('backend.workingDirectory') ?? tmpdir();
  return {
    async prepare(entity, options) {
      const prepared = await stock.prepare(entity, options);
      if (getLocationForEntity(entity, integrations).type !== 'dir') {
        return prepared;
      }
      const copy = await mkdtemp(
        path.join(await realpath(temporary), 'techdocs-source-'),
      );
      try {
        await copyDocuments(prepared.preparedDir, copy);
      } catch (error) {
        await rm(copy, { recursive: true });
        throw error;
      }
      return { ...prepared, preparedDir: copy };
    },
    shouldCleanPreparedDirectory: () => true,
  };
}

/** The settings and the pages only: the folder may be a repository with all that it installed. */
async function copyDocuments(from: string, to: string) {
  let pages = 'docs';
  // TechDocs reads the first of them.
  for (const name of ['mkdocs.yaml', 'mkdocs.yml']) {
    const file = path.join(from, name);
    const text = await readFile(file, 'utf8').catch(unlessMissing);
    if (text !== undefined) {
      pages = String(parseDocument(text).get('docs_dir') ?? pages);
      await cp(file, path.join(to, name));
      break;
    }
  }
  const source = path.resolve(from, pages);
  // Of pages that are elsewhere TechDocs says itself that it does not take them.
  if (isChildPath(from, source) && (await stat(source).catch(unlessMissing))) {
    await cp(source, path.resolve(to, pages), {
      recursive: true,
      dereference: true,
      filter: file => {
        if (isChildPath(from, file)) {
          return true;
        }
        throw new NotAllowedError(`${file} leads out of ${from}`);
      },
    });
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') {
    throw error;
  }
}

/** In place of TechDocs' own reader of `dir:`. */
export const copiedDocuments = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'copied-documents',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ config, logger, preparers, reader }) {
        preparers.registerPreparer(
          'dir',
          copyingPreparer(config, { logger, reader }),
        );
      },
    });
  },
});
