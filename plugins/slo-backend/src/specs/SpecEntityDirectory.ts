import { EntityDirectory, MappedEntity } from '../ports';
import { SpecStore } from './types';

/**
 * Knows services by the catalog and, where that does not name them, by the
 * entity whose spec file declares their SLOs.
 */
export class SpecEntityDirectory implements EntityDirectory {
  constructor(
    private readonly catalog: EntityDirectory,
    private readonly store: Pick<SpecStore, 'files'>,
  ) {}

  async find(services: readonly string[]): Promise<Map<string, MappedEntity>> {
    const [named, files] = await Promise.all([
      this.catalog.find(services),
      this.store.files(),
    ]);
    const found = new Map(named);
    const wanted = new Set(services);
    for (const { entity, declared } of files) {
      for (const { service } of entity ? declared : []) {
        if (wanted.has(service) && !found.has(service)) {
          found.set(service, entity!);
        }
      }
    }
    return found;
  }
}
