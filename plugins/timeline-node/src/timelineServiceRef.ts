import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultTimelineService } from './DefaultTimelineService';
import { TimelineService } from './TimelineService';

/** Publishes to the shared timeline and lists it. */
export const timelineServiceRef = createServiceRef<TimelineService>({
  id: 'timeline.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        discovery: coreServices.discovery,
        auth: coreServices.auth,
      },
      factory: deps => DefaultTimelineService.create(deps),
    }),
});
