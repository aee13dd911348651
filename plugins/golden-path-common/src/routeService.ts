import { serviceNameProblem } from './serviceName';

/** A service as the route of a gateway names it. */
export interface RouteService {
  readonly name: string;
  /** The namespace of Kubernetes that it runs in; that of the gateway if left out. */
  readonly namespace?: string;
}

/** The namespace of a system's services. A namespace's name has no capitals, dots and underscores, a system's may. */
export function namespaceOf(system: string): string {
  return system
    .slice(system.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** `order-service` or, for one that runs in another namespace, `order-service.ordering`. */
export function parseRouteService(service: string): RouteService {
  const dot = service.indexOf('.');
  return dot === -1
    ? { name: service }
    : { name: service.slice(0, dot), namespace: service.slice(dot + 1) };
}

/** The reverse of {@link parseRouteService}. */
export function formatRouteService(service: RouteService): string {
  return service.namespace
    ? `${service.name}.${service.namespace}`
    : service.name;
}

/** Why a route cannot go to a service, as a sentence; `undefined` if it can. */
export function routeServiceProblem(service: string): string | undefined {
  const { name, namespace } = parseRouteService(service);
  if (
    namespace !== undefined &&
    !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace)
  ) {
    return 'What follows the dot is the namespace that the service runs in: lower-case letters, digits and hyphens.';
  }
  return serviceNameProblem(name);
}
