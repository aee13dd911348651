import {
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SliPlugin, sloSpecsAnnotation } from '@goreliable/plugin-slo-common';
import { Clock, EntityDirectory } from '../ports';
import { readSpecFile } from './readSpecFile';
import { ConfiguredSpec, specPlacesOf, withoutRepetitions } from './specPlaces';
import { SpecFile, SpecPlace, SpecStore } from './types';

/** Each is asked for every few minutes, and kept in memory. */
const mostFiles = 500;
const filesAtOnce = 4;

const fields = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/** Reads the spec files that the catalog and the configuration name, and stores what they declare. */
export class SpecCollector {
  constructor(
    private readonly deps: {
      configured: readonly ConfiguredSpec[];
      catalog: CatalogService;
      directory: EntityDirectory;
      auth: AuthService;
      reader: UrlReaderService;
      integrations: Pick<ScmIntegrationRegistry, 'byUrl' | 'resolveUrl'>;
      store: SpecStore;
      sliPlugins: readonly SliPlugin[];
      logger: LoggerService;
      /** Milliseconds for which a file is remembered that is not there any more. */
      forgetAfterMs: number;
      now: Clock;
    },
  ) {}

  /**
   * @returns whether something is different
   * @throws what the store throws, and the signal's reason when aborted
   */
  async collect(signal?: AbortSignal): Promise<boolean> {
    const { store } = this.deps;
    const before = await store.files();
    const places = withoutRepetitions([
      ...this.deps.configured,
      ...(await this.annotated(before)),
    ]);
    const known = new Map(before.map(file => [file.location, file]));
    const files: SpecFile[] = [];
    for (let start = 0; start < places.length; start += filesAtOnce) {
      const some = places.slice(start, start + filesAtOnce);
      files.push(
        ...(await Promise.all(
          some.map(place =>
            readSpecFile(this.deps.reader, place, known.get(place.location), {
              ...this.deps,
              signal,
            }),
          ),
        )),
      );
    }
    return await store.replace(await this.mapped(files));
  }

  /** To the entities that the SLOs will have when they are recorded, else to those that name the files. */
  private async mapped(files: readonly SpecFile[]): Promise<SpecFile[]> {
    const services = new Set(
      files.flatMap(({ declared }) => declared.map(({ service }) => service)),
    );
    try {
      const entities = await this.deps.directory.find([...services]);
      return files.map(file => ({
        ...file,
        declared: file.declared.map(({ entity: _, ...declared }) => {
          const entity = entities.get(declared.service) ?? file.entity;
          return { ...declared, ...(entity && { entity }) };
        }),
      }));
    } catch (error) {
      this.deps.logger.warn(
        `The SLOs of specs keep the entities they had, for the catalog does not answer: ${error}`,
      );
      return [...files];
    }
  }

  /** While the catalog does not answer, the files that it has named go on. */
  private async annotated(before: readonly SpecFile[]): Promise<SpecPlace[]> {
    const { catalog, auth, integrations, logger } = this.deps;
    try {
      const { items } = await catalog.getEntities(
        {
          filter: {
            [`metadata.annotations.${sloSpecsAnnotation}`]:
              CATALOG_FILTER_EXISTS,
          },
          fields,
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      const places = items.flatMap(entity =>
        specPlacesOf(entity, integrations),
      );
      if (places.length > mostFiles) {
        logger.warn(
          `The catalog names ${places.length} spec files, of which the first ${mostFiles} are read`,
        );
      }
      return places.slice(0, mostFiles);
    } catch (error) {
      logger.warn(
        `The spec files that are known are read, for the catalog does not answer: ${error}`,
      );
      return before
        .filter(({ entity }) => entity !== undefined)
        .map(({ location, entity, unusable }) => ({
          location,
          entity,
          ...(unusable !== undefined && { unusable }),
        }));
    }
  }
}
