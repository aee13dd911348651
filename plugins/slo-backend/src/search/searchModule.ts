import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { SloCollatorFactory } from './SloCollatorFactory';

const defaultSchedule: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
  // The first refresh brings the SLOs.
  initialDelay: { seconds: 45 },
};

function scheduleOf(config: Config): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig('search.collators.slo.schedule');
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : defaultSchedule;
}

/** Lets SLOs be found by the portal's search. */
export const sloSearchModule = createBackendModule({
  pluginId: 'search',
  moduleId: 'slo-collator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, indexRegistry, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(scheduleOf(config)),
          factory: new SloCollatorFactory({ auth, discovery }),
        });
      },
    });
  },
});
