import {
  parseRouteService,
  routeServiceProblem,
  upstreamVariable,
} from '@goreliable/plugin-golden-path-common';

/** A route while it is being filled in. */
export interface DraftRoute {
  readonly prefix?: string;
  readonly service?: string;
  readonly rewrite?: string;
}

/** What is wrong with each part of a route; empty if nothing is. */
export type RouteProblems = {
  readonly [Part in keyof DraftRoute]?: string;
};

const pathPattern = /^(\/[a-z0-9][a-z0-9._-]*)+$/;
const pathWords =
  'A path such as /api/orders: lower case, no slash at the end.';

function pathProblem(path: string | undefined): string | undefined {
  return path && !pathPattern.test(path) ? pathWords : undefined;
}

/** Problems of what is filled in; what is still empty is none. */
export function routeProblems(
  routes: readonly DraftRoute[],
  index: number,
): RouteProblems {
  const { prefix, service, rewrite } = routes[index];
  const isDouble =
    prefix !== undefined &&
    routes.some((other, at) => at < index && other.prefix === prefix);
  return {
    prefix: isDouble
      ? `Route ${
          routes.findIndex(other => other.prefix === prefix) + 1
        } has this path already.`
      : pathProblem(prefix),
    service: service
      ? routeServiceProblem(service) ?? placeProblem(routes, index, service)
      : undefined,
    rewrite: pathProblem(rewrite),
  };
}

/** A gateway knows one address of each service. */
function placeProblem(
  routes: readonly DraftRoute[],
  index: number,
  service: string,
): string | undefined {
  const { name, namespace } = parseRouteService(service);
  const other = routes.slice(0, index).findIndex(earlier => {
    const found = parseRouteService(earlier.service ?? '');
    // Without a namespace it is in the gateway's own, which this does not know.
    return (
      found.name === name &&
      namespace &&
      (found.namespace ?? namespace) !== namespace
    );
  });
  return other === -1
    ? undefined
    : `Route ${other + 1} has this service in another namespace.`;
}

/** All problems of all routes as sentences, missing parts included. */
export function problemsOf(routes: readonly DraftRoute[]): string[] {
  if (routes.length === 0) {
    return ['A gateway needs a route.'];
  }
  return routes.flatMap((route, index) => {
    const found = Object.values(routeProblems(routes, index)).filter(Boolean);
    if (!route.prefix) {
      found.push('the path is missing.');
    }
    if (!route.service) {
      found.push('the service is missing.');
    }
    return found.map(problem => `Route ${index + 1}: ${problem}`);
  });
}

/** A route like what people write first: `order-service` is reached as `/api/orders`. */
export function withService(
  route: DraftRoute,
  service: string | undefined,
): DraftRoute {
  const noun =
    service &&
    parseRouteService(service).name.replace(/-(service|gateway|worker)$/, '');
  const suggestion = noun && pathPattern.test(`/api/${noun}`);
  return {
    ...route,
    service,
    prefix: route.prefix ?? (suggestion ? `/api/${noun}` : undefined),
  };
}

/** What a route does, in a sentence; undefined until it is complete. */
export function routeInWords(route: DraftRoute): string | undefined {
  const { prefix, service, rewrite } = route;
  return prefix && service
    ? `${prefix}/… goes to ${
        rewrite ?? prefix
      }/… of ${service}, at the address in ${upstreamVariable(
        parseRouteService(service).name,
      )}.`
    : undefined;
}
