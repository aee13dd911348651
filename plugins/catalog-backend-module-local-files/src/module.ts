import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { MovedAddresses, readMovedAddresses } from './MovedAddresses';
import { resolveLocalText } from './resolveLocalText';

/** Lets entities of local files embed documents beside them, and follow servers that have moved. */
export const catalogModuleLocalFiles = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'local-files',
  register(reg) {
    reg.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ catalog, config }) {
        catalog.addProcessor(new MovedAddresses(readMovedAddresses(config)));
        catalog.addPlaceholderResolver('text', resolveLocalText);
      },
    });
  },
});
