import { PermissionsService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { nameReasons } from '@goreliable/plugin-golden-path-common';
import { authorizeCreate } from './authorizeCreate';
import { NameService } from './service/NameService';

/** Lets MCP clients ask what the form asks, before they start a template. */
export function registerNameLookup(options: {
  actionsRegistry: ActionsRegistryService;
  permissions: PermissionsService;
  names: Pick<NameService, 'availability'>;
}): void {
  const { actionsRegistry, permissions, names } = options;
  actionsRegistry.register({
    name: 'check-service-name',
    title: 'Check a service name',
    description:
      'Says whether a new service may have a name: whether it is well-formed, and free in the catalog, in Git and in the GitOps repository. Ask before you run a golden path; the templates are go-service, go-gateway and go-worker.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          name: z.string().describe('The name, such as order-service'),
        }),
      output: z =>
        z.object({
          name: z.string(),
          available: z.boolean(),
          reason: z.enum(nameReasons).optional(),
          message: z.string().optional(),
          href: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      await authorizeCreate(permissions, credentials);
      return { output: await names.availability(input.name, { credentials }) };
    },
  });
}
