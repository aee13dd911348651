import { setTimeout as delay } from 'node:timers/promises';
import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

// The catalog takes a round of its loop, a second long, to show an entity.
// Longer is not waited for: the entity comes in any case.
const defaultWaitMs = 2_500;
const pollMs = 100;

/** What is registered, by whom. */
export interface Registration {
  readonly catalog: CatalogService;
  /** Address of a `catalog-info.yaml`. */
  readonly target: string;
  /** An entity that it describes. */
  readonly entityRef: string;
  readonly credentials: BackstageCredentials;
  readonly logger: LoggerService;
  /** Milliseconds to wait for the entity at most. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/**
 * Registers a location after checking that it describes the expected entity; again, if it
 * was registered before, without effect.
 *
 * @returns whether the catalog shows the entity already
 * @throws InputError if the file describes something else
 */
export async function registerLocation(
  registration: Registration,
): Promise<{ visible: boolean }> {
  await addOnce(registration);
  const visible = await waitForEntity(registration);
  if (!visible) {
    const { entityRef, logger } = registration;
    logger.info(`The catalog will show ${entityRef} shortly.`);
  }
  return { visible };
}

/** Takes a location back. @returns whether there was one */
export async function unregisterLocation(options: {
  catalog: CatalogService;
  target: string;
  credentials: BackstageCredentials;
}): Promise<boolean> {
  const { catalog, target, credentials } = options;
  const location = await catalog.getLocationByRef(`url:${target}`, {
    credentials,
  });
  if (location) {
    await catalog.removeLocationById(location.id, { credentials });
  }
  return location !== undefined;
}

async function addOnce(registration: Registration): Promise<void> {
  const { catalog, target, entityRef, credentials, logger } = registration;
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

async function waitForEntity(registration: Registration): Promise<boolean> {
  const { catalog, entityRef, credentials, signal } = registration;
  const deadline = Date.now() + (registration.waitMs ?? defaultWaitMs);
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
