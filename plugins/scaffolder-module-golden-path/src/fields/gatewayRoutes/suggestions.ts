import { Entity } from '@backstage/catalog-model';
import {
  formatRouteService,
  namespaceOf,
  parseRouteService,
} from '@goreliable/plugin-golden-path-common';

const namespaceAnnotation = 'backstage.io/kubernetes-namespace';

/** Of entities, what {@link routeServices} reads. */
export const suggestionFields = [
  'metadata.name',
  `metadata.annotations.${namespaceAnnotation}`,
  'spec.system',
];

/**
 * Services as routes name them. With their namespaces, also those of the
 * gateway's own system: its system may still be changed on another page.
 */
export function routeServices(services: readonly Entity[]): string[] {
  return services
    .map(({ metadata, spec }) => {
      const system = spec?.system as string | undefined;
      const namespace =
        metadata.annotations?.[namespaceAnnotation] ??
        (system && namespaceOf(system));
      return formatRouteService({ name: metadata.name, namespace });
    })
    .sort();
}

/** Says where a service runs that was named as if it ran beside the gateway. */
export function elsewhere(
  service: string | undefined,
  services: readonly string[],
  system: string | undefined,
): string | undefined {
  if (!service || !system || services.includes(service)) {
    return undefined;
  }
  const known = services.find(other => {
    const { name, namespace } = parseRouteService(other);
    return name === service && namespace && namespace !== namespaceOf(system);
  });
  return known && `It runs in another namespace: write ${known}.`;
}
