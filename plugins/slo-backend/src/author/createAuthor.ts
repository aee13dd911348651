import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SliPlugin, sloProposePermission } from '@goreliable/plugin-slo-common';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import express from 'express';
import { CatalogEntityDirectory } from '../adapters/CatalogEntityDirectory';
import { JudgementSettings } from '../collector/nextRecords';
import { SloAuthorizer } from '../permissions/SloAuthorizer';
import { Clock } from '../ports';
import { IndicatorSource } from '../review/askIndicator';
import { IncidentReader } from '../review/IncidentReader';
import { IndicatorReader } from '../review/IndicatorReader';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { SpecStore } from '../specs/types';
import { createAuthorRouter } from './authorRouter';
import { AuthorService } from './AuthorService';
import { PresentSpecs } from './PresentSpecs';
import { PreviewSlots } from './PreviewSlots';
import { ServicePlaces } from './ServicePlaces';
import { SpecTrials } from './SpecTrials';

/** Previews at once, of all people; each reads raw series of a month. */
const mostPreviews = 3;

/** Puts together what it takes to write and to propose SLOs. */
export function createAuthor(deps: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  timeline: Pick<TimelineService, 'listEvents'>;
  integrations: ScmIntegrations;
  specs: Pick<SpecStore, 'files'>;
  urlReader: UrlReaderService;
  slos: Pick<SloService, 'get'>;
  sources: ReadonlyMap<string, IndicatorSource>;
  snapshots: Pick<SnapshotReader, 'snapshot'>;
  settings: JudgementSettings;
  sliPlugins: readonly SliPlugin[];
  now: Clock;
}): express.Router {
  const { sources, now } = deps;
  const service = new AuthorService({
    ...deps,
    places: new ServicePlaces({
      ...deps,
      directory: new CatalogEntityDirectory(deps),
    }),
    present: new PresentSpecs({
      reader: deps.urlReader,
      indicators: new IndicatorReader(sources, now),
      sliPlugins: deps.sliPlugins,
      logger: deps.logger,
    }),
    authorizer: new SloAuthorizer(deps, sloProposePermission),
    trials: new SpecTrials({
      ...deps,
      slots: new PreviewSlots(mostPreviews),
      incidents: new IncidentReader(deps.timeline, now),
    }),
  });
  return createAuthorRouter({ ...deps, service });
}
