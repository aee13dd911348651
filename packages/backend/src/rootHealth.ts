import {
  RootConfigService,
  RootHealthService,
  RootLifecycleService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import createKnex, { Knex } from 'knex';

const databaseTimeoutMs = 2_000;
/** Probes come every few seconds from several places: one question serves them all. */
const rememberedForMs = 1_000;

type Readiness = Awaited<ReturnType<RootHealthService['getReadiness']>>;

function notReady(message: string): Readiness {
  return { status: 503, payload: { status: 'error', message } };
}

/**
 * Liveness: the process answers. Readiness: it has started, is not stopping, and its
 * database answers, since without it no request could be served.
 */
export class PortalHealthService implements RootHealthService {
  readonly #askDatabase: () => Promise<void>;
  readonly #now: () => number;
  #state: 'starting' | 'up' | 'stopping' = 'starting';
  #answer: { readiness: Promise<Readiness>; askedAt: number } | undefined;

  constructor(options: {
    lifecycle: Pick<
      RootLifecycleService,
      'addStartupHook' | 'addBeforeShutdownHook'
    >;
    /** Rejects if the database does not answer in time. */
    askDatabase: () => Promise<void>;
    now?: () => number;
  }) {
    this.#askDatabase = options.askDatabase;
    this.#now = options.now ?? Date.now;
    options.lifecycle.addStartupHook(() => {
      this.#state = 'up';
    });
    options.lifecycle.addBeforeShutdownHook(() => {
      this.#state = 'stopping';
    });
  }

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness(): Promise<Readiness> {
    if (this.#state === 'starting') {
      return notReady('The portal is starting');
    }
    if (this.#state === 'stopping') {
      return notReady('The portal is stopping');
    }
    const now = this.#now();
    if (!this.#answer || now - this.#answer.askedAt > rememberedForMs) {
      this.#answer = { readiness: this.#databaseReadiness(), askedAt: now };
    }
    return this.#answer.readiness;
  }

  async #databaseReadiness(): Promise<Readiness> {
    try {
      await this.#askDatabase();
      return { status: 200, payload: { status: 'ok' } };
    } catch {
      return notReady('The database does not answer');
    }
  }
}

/** A connection of its own: a pool that is used up is no reason to call the database gone. */
function databaseProbe(config: RootConfigService): {
  ask: () => Promise<void>;
  close: () => Promise<void>;
} {
  const database = config.getConfig('backend.database');
  if (database.getString('client') !== 'pg') {
    return { ask: async () => {}, close: async () => {} };
  }
  const knex = createKnex({
    client: 'pg',
    connection: database.get<Knex.PgConnectionConfig>('connection'),
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: databaseTimeoutMs,
  });
  return {
    ask: async () => {
      await knex.raw('SELECT 1').timeout(databaseTimeoutMs);
    },
    close: () => knex.destroy(),
  };
}

export const portalRootHealth = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
  },
  async factory({ config, lifecycle }) {
    const probe = databaseProbe(config);
    lifecycle.addShutdownHook(() => probe.close());
    return new PortalHealthService({ lifecycle, askDatabase: probe.ask });
  },
});
