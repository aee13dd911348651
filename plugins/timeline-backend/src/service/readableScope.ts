import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { findScope, Scope } from './findScope';
import { EntityReader, ReadAuthorizer } from './ports';

/** A scope as somebody may see it. */
export interface ReadableScope extends Scope {
  /** How many entities were left out because they are not there or not to be seen. */
  unseen: number;
}

/**
 * The entities that somebody's question covers: those that they may see in the
 * catalog and whose timeline they may read.
 *
 * @throws NotFoundError if the one entity asked for is not there or not
 *   readable, NotAllowedError if its timeline is not
 */
export async function readableScope(
  deps: { entities: EntityReader; authorizer: ReadAuthorizer },
  entityRefs: readonly string[],
  hops: number,
  credentials: BackstageCredentials,
): Promise<ReadableScope> {
  let unseen = 0;
  const { entities, truncated } = await findScope(
    entityRefs,
    hops,
    async refs => {
      const found = await deps.entities.read(refs, credentials);
      unseen += refs.length - found.length;
      return found;
    },
  );
  const allowed = await deps.authorizer.allowed(
    entities.map(entity => entity.entityRef),
    credentials,
  );
  if (entityRefs.length === 1) {
    const [only] = entityRefs;
    if (!entities.some(entity => entity.entityRef === only)) {
      throw new NotFoundError(
        `There is no entity '${only}', or you may not see it`,
      );
    }
    if (!allowed.has(only)) {
      throw new NotAllowedError(`You may not read the timeline of '${only}'`);
    }
  }
  const readable = entities.filter(entity => allowed.has(entity.entityRef));
  return {
    entities: readable,
    truncated,
    unseen: unseen + entities.length - readable.length,
  };
}
