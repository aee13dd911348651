import { actionsServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  type ActionsService,
  actionsServiceRef,
} from '@backstage/backend-plugin-api/alpha';

/** For how long somebody's list of actions is not asked for again. */
const rememberForMs = 10_000;
const mostRemembered = 200;

type List = ReturnType<ActionsService['list']>;

/**
 * The same service, but for a list that was just made for the same person: it is put
 * together from an answer of each plugin, and a task of the scaffolder asks for it at
 * every step. Whoever calls an action is asked about his rights by the action's plugin.
 *
 * @param now - milliseconds since the epoch
 */
export function rememberingActions(
  actions: ActionsService,
  now: () => number = Date.now,
): ActionsService {
  const remembered = new Map<string, { list: List; untilMs: number }>();
  return {
    list(options) {
      const key = JSON.stringify(options.credentials.principal);
      const known = remembered.get(key);
      if (known && now() < known.untilMs) {
        return known.list;
      }
      const list = actions.list(options);
      remembered.delete(key);
      if (remembered.size >= mostRemembered) {
        const [oldest] = remembered.keys();
        remembered.delete(oldest);
      }
      remembered.set(key, { list, untilMs: now() + rememberForMs });
      list.catch(() => {
        // One that fails late must not take a newer one with it.
        if (remembered.get(key)?.list === list) {
          remembered.delete(key);
        }
      });
      return list;
    },
    invoke: options => actions.invoke(options),
  };
}

/** What a factory is made of, which Backstage's type leaves out. */
interface FactoryOf<T> {
  factory(deps: object, context: undefined): Promise<T>;
}

/** Backstage's own actions of all plugins, by lists that are remembered for a moment. */
export const portalActions = createServiceFactory({
  service: actionsServiceRef,
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    discovery: coreServices.discovery,
    logger: coreServices.logger,
  },
  factory: async deps => {
    const stock = actionsServiceFactory as unknown as FactoryOf<ActionsService>;
    return rememberingActions(await stock.factory(deps, undefined));
  },
});
