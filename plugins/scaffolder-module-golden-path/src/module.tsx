import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { goldenPathApiRef } from './api/GoldenPathApi';
import { GoldenPathClient } from './api/GoldenPathClient';
import { PromptScaffolderClient } from './api/PromptScaffolderClient';

const goldenPathApi = ApiBlueprint.make({
  name: 'golden-path',
  params: defineParams =>
    defineParams({
      api: goldenPathApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new GoldenPathClient(deps),
    }),
});

/** Without a name it takes the place of the scaffolder's own client. */
const scaffolderApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scaffolderApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        scmIntegrationsApi: scmIntegrationsApiRef,
        signalApi: signalApiRef,
      },
      factory: deps => new PromptScaffolderClient(deps),
    }),
});

const formFields = [
  FormFieldBlueprint.make({
    name: 'service-name',
    params: {
      field: () => import('./fields/serviceName').then(m => m.serviceNameField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'service-owner',
    params: {
      field: () =>
        import('./fields/serviceOwner').then(m => m.serviceOwnerField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'service-system',
    params: {
      field: () =>
        import('./fields/serviceSystem').then(m => m.serviceSystemField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'resource-noun',
    params: {
      field: () =>
        import('./fields/resourceNoun').then(m => m.resourceNounField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'gateway-routes',
    params: {
      field: () =>
        import('./fields/gatewayRoutes').then(m => m.gatewayRoutesField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'slo-objective',
    params: {
      field: () =>
        import('./fields/sloObjective').then(m => m.sloObjectiveField),
    },
  }),
  FormFieldBlueprint.make({
    name: 'golden-path-preview',
    params: {
      field: () =>
        import('./fields/preview').then(m => m.goldenPathPreviewField),
    },
  }),
];

/** Gives the scaffolder the form fields of the golden paths, and a client that is told of the end of tasks. */
export const goldenPathModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [goldenPathApi, scaffolderApi, ...formFields],
});
