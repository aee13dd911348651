import { setTimeout as delay } from 'node:timers/promises';
import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

// The catalog takes two rounds of its loop, a second each, to show an entity.
// Longer is not waited for: the entity comes in any case.
const defaultWaitMs = 2_500;
const pollMs = 150;

async function waitForEntity(options: {
  catalog: CatalogService;
  entityRef: string;
  credentials: BackstageCredentials;
  waitMs: number;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { catalog, entityRef, credentials, waitMs, signal } = options;
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await catalog.getEntityByRef(entityRef, { credentials })) {
      return true;
    }
    if (Date.now() + pollMs > deadline || signal?.aborted) {
      return false;
    }
    await delay(pollMs);
  }
}

async function addOnce(options: {
  catalog: CatalogService;
  target: string;
  entityRef: string;
  credentials: BackstageCredentials;
  logger: LoggerService;
}): Promise<void> {
  const { catalog, target, entityRef, credentials, logger } = options;
  const location = { type: 'url', target };
  // Tried first without effect: adding an address says nothing of what is there.
  const trial = await catalog.addLocation(
    { ...location, dryRun: true },
    { credentials },
  );
  const found = trial.entities.map(entity => stringifyEntityRef(entity));
  if (!found.includes(entityRef)) {
    throw new InputError(
      `${target} does not describe ${entityRef}, but ${
        found.join(', ') || 'nothing'
      }.`,
    );
  }
  if (trial.exists) {
    logger.info(`${target} was registered by an earlier run of this task.`);
    return;
  }
  await catalog.addLocation(location, { credentials });
  logger.info(`Registered ${target}.`);
}

/**
 * Registers a new service in the catalog and waits until it can be seen.
 * Unlike `catalog:register`, it may be repeated.
 */
export function createRegisterAction(options: {
  catalog: CatalogService;
  /** Milliseconds to wait for the entity at most. */
  waitMs?: number;
}) {
  const { catalog, waitMs = defaultWaitMs } = options;
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
      const credentials = await context.getInitiatorCredentials();
      await addOnce({
        catalog,
        target: catalogInfoUrl,
        entityRef,
        credentials,
        logger: context.logger,
      });
      const visible = await waitForEntity({
        catalog,
        entityRef,
        credentials,
        waitMs,
        signal: context.signal,
      });
      if (!visible) {
        context.logger.info(`The catalog will show ${entityRef} shortly.`);
      }
      context.output('visible', visible);
    },
  });
}
