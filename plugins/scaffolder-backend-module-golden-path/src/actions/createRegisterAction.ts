import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';
import { registerLocation } from '../catalog/registerLocation';

/**
 * Registers a new service in the catalog and waits until it can be seen.
 * Unlike `catalog:register`, it may be repeated.
 */
export function createRegisterAction(options: {
  catalog: CatalogService;
  /** Milliseconds to wait for the entity at most. */
  waitMs?: number;
}) {
  const { catalog, waitMs } = options;
  return createTemplateAction({
    id: 'goreliable:catalog:register',
    description:
      'Registers a catalog-info.yaml after checking that it describes the expected entity, and waits until the catalog shows it. Safe to repeat.',
    examples: [
      {
        description: 'Register a new service',
        example: stringify({
          steps: [
            {
              id: 'register',
              action: 'goreliable:catalog:register',
              name: 'Register the service in the catalog',
              input: {
                catalogInfoUrl:
                  'https://git.example.org/goreliable/order-service/src/branch/main/catalog-info.yaml',
                entityRef: 'component:default/order-service',
              },
            },
          ],
        }),
      },
    ],
    supportsDryRun: true,
    schema: {
      input: {
        catalogInfoUrl: z => z.string().describe('Address of the file'),
        entityRef: z => z.string().describe('An entity the file describes'),
      },
      output: {
        entityRef: z => z.string().describe('The entity'),
        visible: z => z.boolean().describe('Whether the catalog shows it yet'),
      },
    },
    async handler(context) {
      const { catalogInfoUrl, entityRef } = context.input;
      context.output('entityRef', entityRef);
      if (context.isDryRun) {
        context.logger.info(`A real run would register ${catalogInfoUrl}.`);
        context.output('visible', false);
        return;
      }
      const { visible } = await registerLocation({
        catalog,
        target: catalogInfoUrl,
        entityRef,
        credentials: await context.getInitiatorCredentials(),
        logger: context.logger,
        waitMs,
        signal: context.signal,
      });
      context.output('visible', visible);
    },
  });
}
