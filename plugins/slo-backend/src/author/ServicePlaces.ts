import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ProposalPlace } from '@goreliable/plugin-slo-common';
import { EntityDirectory, MappedEntity } from '../ports';
import { sourceAddressOf } from '../specs/specPlaces';
import { SpecFile, SpecStore } from '../specs/types';
import { proposalPlaceOf } from './proposalPlace';
import { specFilesOf } from './specFile';

/** Whose a service is, and where its specs are. */
export interface ServicePlace extends Partial<MappedEntity>, ProposalPlace {
  owners: string[];
  /** Of the file as people and URL readers see it. */
  fileUrl?: string;
}

/** No entity has named it, so whoever runs the portal has. */
const isConfigured = (file: SpecFile | undefined) =>
  file !== undefined && file.entity === undefined;

/** Finds out to whom and to which file an SLO of a service belongs. */
export class ServicePlaces {
  constructor(
    private readonly deps: {
      directory: EntityDirectory;
      catalog: CatalogService;
      auth: AuthService;
      integrations: ScmIntegrations;
      specs: Pick<SpecStore, 'files'>;
    },
  ) {}

  /**
   * @param slo.name - as it is known so far. It stays in the file that declares
   *   it; a new one comes into the first file of its service.
   * @param slo.source - that it belongs to, where that is known
   * @throws if the catalog or the database does not answer
   */
  async find(
    service: string,
    slo: { name?: string; source?: string } = {},
  ): Promise<ServicePlace> {
    const { directory, catalog, auth, specs } = this.deps;
    const mapped = (await directory.find([service])).get(service);
    const entity =
      mapped &&
      (await catalog.getEntityByRef(mapped.entityRef, {
        credentials: await auth.getOwnServiceCredentials(),
      }));
    if (!entity) {
      return { owners: [], ...mapped, obstacle: { kind: 'no-entity' } };
    }
    const present = presentFile(await specs.files(), {
      service,
      ...slo,
      entityRef: mapped.entityRef,
    });
    return { ...mapped, ...this.placeOf(entity, mapped.entityRef, present) };
  }

  private placeOf(
    entity: Entity,
    entityRef: string,
    present: SpecFile | undefined,
  ): ProposalPlace & { fileUrl?: string } {
    const { integrations } = this.deps;
    const fileUrl = present?.location ?? specFilesOf(entity, integrations)[0];
    if (fileUrl === undefined) {
      return { obstacle: { kind: 'no-repository' } };
    }
    const own = isConfigured(present) ? undefined : sourceAddressOf(entity);
    return {
      fileUrl,
      ...proposalPlaceOf(fileUrl, own, entityRef, integrations),
    };
  }
}

/**
 * The file that declares an SLO: rather one of its own entity than another one.
 * One whose source the configuration names speaks of SLOs of that source only.
 */
function presentFile(
  files: readonly SpecFile[],
  slo: { service: string; name?: string; source?: string; entityRef: string },
): SpecFile | undefined {
  const declaring = files.filter(
    ({ source, declared }) =>
      [undefined, slo.source ?? source].includes(source) &&
      declared.some(
        ({ service, name }) => service === slo.service && name === slo.name,
      ),
  );
  const configured = declaring.filter(isConfigured);
  return (
    declaring.find(({ entity }) => entity?.entityRef === slo.entityRef) ??
    configured.find(
      ({ source }) => source !== undefined && source === slo.source,
    ) ??
    configured[0] ??
    declaring[0]
  );
}
