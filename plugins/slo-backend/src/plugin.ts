import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { homeStatesServiceRef } from '@goreliable/plugin-home-node';
import {
  sloPermissions,
  sloReviewPermission,
} from '@goreliable/plugin-slo-common';
import { sliPluginsExtensionPoint } from '@goreliable/plugin-slo-node';
import { timelineServiceRef } from '@goreliable/plugin-timeline-node';
import { registerActions } from './actions/registerActions';
import { registerExplainBurn } from './actions/registerExplainBurn';
import { registerGenerateRules } from './actions/registerGenerateRules';
import { registerReviewActions } from './actions/registerReviewActions';
import { CatalogEntityDirectory } from './adapters/CatalogEntityDirectory';
import { createSources } from './adapters/createSources';
import { createAuthor } from './author/createAuthor';
import { EpisodeAnnouncer } from './announce/EpisodeAnnouncer';
import { HomePublisher } from './announce/HomePublisher';
import { RefreshHerald } from './announce/RefreshHerald';
import { DatabaseReminderStore } from './announce/ReminderStore';
import { ReviewReminder } from './announce/ReviewReminder';
import { scheduleRefreshes } from './collector/scheduleRefreshes';
import { readSloConfig } from './config';
import { OnsetFinder } from './onset/OnsetFinder';
import {
  sloPermissionResourceRef,
  sloPermissionRules,
} from './permissions/rules';
import { SloAuthorizer } from './permissions/SloAuthorizer';
import { VisibilityService } from './permissions/Visibility';
import { HistoryReader } from './review/HistoryReader';
import { IncidentReader } from './review/IncidentReader';
import { IndicatorReader } from './review/IndicatorReader';
import { DatabaseIndicatorStore } from './review/IndicatorStore';
import { createReviewRouter } from './review/reviewRouter';
import { ReviewService } from './review/ReviewService';
import { DatabaseReviewStore } from './review/ReviewStore';
import { scheduleReviewTasks } from './review/scheduleReviewTasks';
import { SloBacktesting } from './review/SloBacktesting';
import { TrafficReader } from './review/TrafficReader';
import { createRouter } from './router';
import { createRulesRouter } from './rules/rulesRouter';
import { LoadedRulesReader } from './rules/LoadedRulesReader';
import { RulesService } from './rules/RulesService';
import { SloRulesService } from './rules/SloRulesService';
import { ExpressionReader } from './series/ExpressionReader';
import { SeriesReader } from './series/SeriesReader';
import { SloService } from './SloService';
import { SnapshotReader } from './snapshot/SnapshotReader';
import { DatabaseSpecStore } from './specs/DatabaseSpecStore';
import { scheduleSpecs } from './specs/scheduleSpecs';
import { SliPlugins } from './specs/SliPlugins';
import { SpecCollector } from './specs/SpecCollector';
import { SpecEntityDirectory } from './specs/SpecEntityDirectory';
import { DatabaseSloStore } from './store/DatabaseSloStore';

/** Service level objectives, read from what Prometheus-compatible stores record. */
export const sloPlugin = createBackendPlugin({
  pluginId: 'slo',
  register(reg) {
    const registered = new SliPlugins();
    reg.registerExtensionPoint(sliPluginsExtensionPoint, registered);
    reg.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        home: homeStatesServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        timeline: timelineServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { logger, permissionsRegistry } = deps;
        const now = Date.now;
        const config = readSloConfig(deps.config);
        const { settings } = config;
        const sliPlugins = registered.all;
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const store = await DatabaseSloStore.create(deps.database);
        const reviews = await DatabaseReviewStore.create(deps.database);
        const indicators = await DatabaseIndicatorStore.create(deps.database);
        const specs = await DatabaseSpecStore.create(deps.database);
        const { sources, close } = createSources(config.sources, logger);
        deps.lifecycle.addShutdownHook(close);

        const snapshots = new SnapshotReader({
          store,
          reviews,
          indicators,
          specs,
          sourceNames: [...sources.keys()],
          settings,
          now,
          onError: error =>
            logger.error(`SLOs cannot be read from the database: ${error}`),
        });
        permissionsRegistry.addResourceType({
          resourceRef: sloPermissionResourceRef,
          permissions: sloPermissions,
          rules: Object.values(sloPermissionRules),
          getResources: async ids => {
            const snapshot = await snapshots.snapshot();
            return ids.map(id => snapshot.slo(id));
          },
        });
        const series = new SeriesReader(sources, now);
        const visibility = new VisibilityService({ ...deps, now });
        const service = new SloService({
          snapshots,
          visibility,
          series,
          onsets: new OnsetFinder(series, now),
          store,
        });
        registerActions(deps.actionsRegistry, service);
        registerExplainBurn(deps.actionsRegistry, service, deps.timeline);
        deps.httpRouter.use(
          createRouter({ httpAuth: deps.httpAuth, service, now }),
        );

        const rulesReader = new IndicatorReader(sources, now);
        const expressions = new ExpressionReader(now);
        const traffic = new TrafficReader(sources, rulesReader, expressions);
        const reviewService = new ReviewService({
          ...deps,
          slos: service,
          backtesting: new SloBacktesting({
            history: new HistoryReader(series, traffic),
            incidents: new IncidentReader(deps.timeline, now),
            now,
          }),
          indicators: rulesReader,
          traffic,
          reviews,
          authorizer: new SloAuthorizer(deps, sloReviewPermission),
          visibility,
          snapshots,
          settings,
          sliPlugins,
          now,
        });
        registerReviewActions(deps.actionsRegistry, reviewService);
        deps.httpRouter.use(
          createReviewRouter({ ...deps, service: reviewService, now }),
        );

        const rules = new RulesService(visibility, sliPlugins);
        registerGenerateRules(deps.actionsRegistry, rules);
        const sloRules = new SloRulesService({
          slos: service,
          specs,
          reader: new LoadedRulesReader(sources, now),
          settings,
          sliPlugins,
          options: config.rules,
        });
        deps.httpRouter.use(
          createRulesRouter({ ...deps, service: rules, sloRules }),
        );

        deps.httpRouter.use(
          createAuthor({
            ...deps,
            slos: service,
            integrations,
            specs,
            sources,
            snapshots,
            settings,
            sliPlugins,
            now,
          }),
        );

        await scheduleRefreshes({
          sources,
          config,
          store,
          directory: new SpecEntityDirectory(
            new CatalogEntityDirectory({ ...deps, now }),
            specs,
          ),
          indicators,
          herald: new RefreshHerald({
            snapshots,
            signals: deps.signals,
            home: new HomePublisher(deps.home, now),
            announcer: new EpisodeAnnouncer({ ...deps, store, now }),
            logger,
          }),
          scheduler: deps.scheduler,
          logger,
          now,
        });
        await scheduleSpecs({
          ...deps,
          collector: new SpecCollector({
            ...deps,
            configured: config.specs,
            directory: new CatalogEntityDirectory({ ...deps, now }),
            reader: deps.urlReader,
            integrations,
            store: specs,
            sliPlugins,
            forgetAfterMs: settings.forgetAfterMs,
            now,
          }),
          everyMs: config.specsIntervalMs,
          snapshots,
        });
        await scheduleReviewTasks({
          ...deps,
          sources,
          slos: store,
          indicators,
          reminder: new ReviewReminder({
            ...deps,
            snapshots,
            store: await DatabaseReminderStore.create(deps.database),
            now,
          }),
          now,
        });
      },
    });
  },
});
