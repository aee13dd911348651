import './deferred';
import { createBackend } from '@backstage/backend-defaults';
import { sloSearchModule } from '@goreliable/plugin-slo-backend';
import { copiedDocuments } from './copiedDocuments';
import { portalDatabase } from './database';
import { embeddedSearch } from './embeddedSearch';
import { environmentProblem } from './environment';
import { portalRootLogger } from './logger/rootLogger';
import { memoryAfterStart } from './memoryAfterStart';
import { startMetrics } from './metrics';
import { patientSignIn } from './patientSignIn';
import { portalActions } from './rememberedActions';
import { portalHttpAuth } from './rememberedTokens';
import { portalRootHealth } from './rootHealth';
import { portalRootHttpRouter } from './rootHttpRouter';
import { startLock } from './startLock';

const problem = environmentProblem(process.argv, process.env);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

startMetrics(process.env.METRICS_PORT);

const backend = createBackend();

backend.add(memoryAfterStart);
backend.add(portalActions);
backend.add(portalDatabase);
backend.add(portalHttpAuth);
backend.add(portalRootLogger);
backend.add(portalRootHealth);
backend.add(portalRootHttpRouter);
backend.add(startLock);

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(patientSignIn);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@goreliable/plugin-catalog-backend-module-local-files'));

// Carries events between replicas.
backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@goreliable/plugin-home-backend'));

backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@goreliable/plugin-permission-backend-module-platform'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@goreliable/plugin-scaffolder-backend-module-golden-path'));

// Without PostgreSQL the PostgreSQL engine stands aside and the embedded one serves.
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(embeddedSearch);
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
// Not the default export of its package: only those are found by a dynamic import of sources.
backend.add(sloSearchModule);

backend.add(import('@goreliable/plugin-slo-backend'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(copiedDocuments);

backend.add(import('@goreliable/plugin-timeline-backend'));

backend.add(import('@backstage/plugin-user-settings-backend'));

backend.start().catch(error => {
  process.stderr.write(`${error?.message ?? error}\n`);
  process.exit(1);
});
