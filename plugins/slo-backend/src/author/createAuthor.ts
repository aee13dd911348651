import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { TimelineService } from '@goreliable/plugin-timeline-node';
import express from 'express';
import { CatalogEntityDirectory } from '../adapters/CatalogEntityDirectory';
import { JudgementSettings } from '../collector/nextRecords';
import { Clock } from '../ports';
import { IndicatorSource } from '../review/askIndicator';
import { IncidentReader } from '../review/IncidentReader';
import { IndicatorReader } from '../review/IndicatorReader';
import { SloService } from '../SloService';
import { SnapshotReader } from '../snapshot/SnapshotReader';
import { createAuthorRouter } from './authorRouter';
import { AuthorService } from './AuthorService';
import { PresentSpecs } from './PresentSpecs';
import { PreviewSlots } from './PreviewSlots';
import { ProposeAuthorizer } from './ProposeAuthorizer';
import { ServicePlaces } from './ServicePlaces';

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
  urlReader: UrlReaderService;
  slos: Pick<SloService, 'get'>;
  sources: ReadonlyMap<string, IndicatorSource>;
  snapshots: Pick<SnapshotReader, 'snapshot'>;
  settings: JudgementSettings;
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
      logger: deps.logger,
    }),
    authorizer: new ProposeAuthorizer(deps),
    slots: new PreviewSlots(mostPreviews),
    incidents: new IncidentReader(deps.timeline, now),
  });
  return createAuthorRouter({ ...deps, service });
}
