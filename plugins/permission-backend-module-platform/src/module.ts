import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readRoles } from './config';
import { PlatformPolicy } from './PlatformPolicy';

/** Decides every permission of the portal by the roles of {@link defaultRoles} and the configuration. */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ policy, config, logger }) {
        const roles = readRoles(config);
        const memberless = roles.filter(role => role.members.length === 0);
        if (memberless.length > 0) {
          logger.warn(
            `Nobody holds ${memberless
              .map(role => role.name)
              .join(', ')}: name members in permission.platform.roles`,
          );
        }
        policy.setPolicy(new PlatformPolicy(roles));
      },
    });
  },
});
