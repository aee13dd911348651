import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultHomeStatesService } from './DefaultHomeStatesService';
import { HomeStatesService } from './HomeStatesService';

/** Lets a plugin put the state of entities on the landing page. */
export const homeStatesServiceRef = createServiceRef<HomeStatesService>({
  id: 'goreliable.home.states',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => new DefaultHomeStatesService(deps),
    }),
});
