import { z } from 'zod';
import {
  GatewayRoute,
  GoldenPathName,
  goldenPathParameterSchemas,
  GoldenPathParameters,
} from './parameters';
import { pluralOf, typeNameOf } from './resource';
import { namespaceOf, parseRouteService } from './routeService';

/** What every golden path of one installation has in common. */
export interface GoldenPathSettings {
  /** In front of a service's name it makes its Go module path: `goreliable.dev`. */
  readonly modulePathPrefix: string;
  /** In front of a service's name it makes its image: `ghcr.io/goreliable`. */
  readonly imageRegistry: string;
  /** Where services' repositories are, as a browser opens them, without a slash at the end. */
  readonly organisationUrl: string;
}

/** What a person answered, for one golden path in one version of it. */
export interface GoldenPathInput {
  readonly template: GoldenPathName;
  /** The template's own version; recorded in what it renders. */
  readonly version: string;
  /** The form's answers; unanswered ones may be missing, empty or null. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A gateway's route as `routes.yaml` wants it. */
export interface GatewayRouteValue {
  readonly prefix: string;
  readonly service: string;
  /** Of Kubernetes, where the service runs. */
  readonly namespace: string;
  /** Name of the environment variable with the service's base URL. */
  readonly upstream: string;
  readonly rewrite: string;
}

/**
 * The values that skeletons are rendered with: the contract of
 * `templates/skeletons/VALUES.md`. Those that do not concern a golden path are
 * missing, so that using one by mistake is found instead of rendered.
 */
export interface GoldenPathValues {
  readonly template: GoldenPathName;
  readonly templateVersion: string;
  readonly name: string;
  /** The name for people: `order-service` → `Order service`. */
  readonly title: string;
  readonly description: string;
  /** A full entity reference. */
  readonly owner: string;
  /** The owner without kind and namespace. */
  readonly ownerName: string;
  /** A name in the default namespace, else a full entity reference. */
  readonly system: string;
  /** Of Kubernetes, where the services of the system run. */
  readonly namespace: string;
  readonly modulePath: string;
  readonly imageRepository: string;
  readonly repositoryUrl: string;
  readonly http: boolean;
  readonly port: number;
  readonly adminPort: number;
  readonly database: boolean;
  readonly events: boolean;
  /** Percent. */
  readonly objective: number;
  /** Seconds; one of the bounds of the histogram that the objective is about. */
  readonly latencyThreshold: number;
  readonly resource?: string;
  readonly resourcePlural?: string;
  readonly resourceType?: string;
  readonly stream?: string;
  readonly subject?: string;
  readonly consumer?: string;
  readonly outputStream?: string;
  readonly outputSubject?: string;
  readonly routes?: readonly GatewayRouteValue[];
}

/** The environment variable with a service's base URL: `order-service` → `ORDER_SERVICE_URL`. */
export function upstreamVariable(service: string): string {
  return `${service.toUpperCase().replaceAll('-', '_')}_URL`;
}

/** The JetStream stream of a subject: `orders.created` → `ORDERS`, at most 32 characters. */
export function streamOf(subject: string): string {
  return subject.split('.')[0].slice(0, 32).replace(/_+$/, '').toUpperCase();
}

function titleOf(name: string): string {
  return typeNameOf(name.replaceAll('-', ' '));
}

function shortSystem(system: string): string {
  return system.replace(/^system:default\//, '');
}

function routeValue(
  route: GatewayRoute,
  ownNamespace: string,
): GatewayRouteValue {
  const { name, namespace = ownNamespace } = parseRouteService(route.service);
  return {
    prefix: route.prefix,
    service: name,
    namespace,
    upstream: upstreamVariable(name),
    rewrite: route.rewrite ?? route.prefix,
  };
}

type SpecificValues = Pick<
  GoldenPathValues,
  | 'http'
  | 'database'
  | 'events'
  | 'latencyThreshold'
  | 'resource'
  | 'resourcePlural'
  | 'resourceType'
  | 'stream'
  | 'subject'
  | 'consumer'
  | 'outputStream'
  | 'outputSubject'
  | 'routes'
>;

const specificValues: {
  [Name in GoldenPathName]: (
    parameters: GoldenPathParameters<Name>,
  ) => SpecificValues;
} = {
  'go-service': parameters => {
    const { resource } = parameters;
    const resourcePlural = parameters.resourcePlural ?? pluralOf(resource);
    const database = parameters.database ?? true;
    const subject = parameters.subject ?? `${resourcePlural}.created`;
    return {
      http: true,
      database,
      // Without a table there is no outbox to publish from.
      events: parameters.events ?? database,
      latencyThreshold: parameters.latencyThreshold ?? 0.25,
      resource,
      resourcePlural,
      resourceType: typeNameOf(resource),
      subject,
      stream: parameters.stream ?? streamOf(subject),
    };
  },
  'go-gateway': parameters => ({
    http: true,
    database: false,
    events: false,
    latencyThreshold: parameters.latencyThreshold ?? 0.25,
    routes: parameters.routes.map(route =>
      routeValue(route, namespaceOf(parameters.system)),
    ),
  }),
  'go-worker': parameters => {
    // Of its own by default: two workers that announce the same subject would
    // each call themselves its publisher.
    const outputSubject =
      parameters.outputSubject ??
      `${parameters.name.replaceAll('-', '_')}.sent`;
    return {
      http: false,
      database: false,
      events: true,
      latencyThreshold: parameters.latencyThreshold ?? 5,
      subject: parameters.subject,
      stream: parameters.stream ?? streamOf(parameters.subject),
      consumer: parameters.consumer ?? parameters.name,
      outputSubject,
      outputStream: parameters.outputStream ?? streamOf(outputSubject),
    };
  },
};

/**
 * Checks a form's answers.
 *
 * @throws z.ZodError with a message for each wrong or unknown answer
 */
export function parseGoldenPathParameters<Name extends GoldenPathName>(
  template: Name,
  answers: Readonly<Record<string, unknown>>,
): GoldenPathParameters<Name> {
  // Forms give what was left empty in three ways; all mean the default.
  const given = Object.fromEntries(
    Object.entries(answers).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  );
  const schema: z.ZodType = goldenPathParameterSchemas[template];
  return schema.parse(given) as GoldenPathParameters<Name>;
}

/**
 * All values a golden path is rendered with, from the answers and what the
 * installation says. The only place where a value is derived from another.
 *
 * @throws z.ZodError if an answer is wrong
 */
export function goldenPathValues(
  input: GoldenPathInput,
  settings: GoldenPathSettings,
): GoldenPathValues {
  const { template, version } = input;
  const parameters = parseGoldenPathParameters(template, input.parameters);
  const { name, description, owner, system, objective } = parameters;
  const derive = specificValues[template] as (
    answers: GoldenPathParameters,
  ) => SpecificValues;
  const port = parameters.port ?? 8080;
  const adminPort = parameters.adminPort ?? 8081;
  if (port === adminPort) {
    throw new z.ZodError([
      {
        code: 'custom',
        path: ['adminPort'],
        message: 'must differ from port',
        input: adminPort,
      },
    ]);
  }
  return {
    template,
    templateVersion: version,
    name,
    title: titleOf(name),
    description,
    owner,
    ownerName: owner.slice(owner.indexOf('/') + 1),
    system: shortSystem(system),
    namespace: namespaceOf(system),
    modulePath: parameters.modulePath ?? `${settings.modulePathPrefix}/${name}`,
    imageRepository:
      parameters.imageRepository ?? `${settings.imageRegistry}/${name}`,
    repositoryUrl: `${settings.organisationUrl}/${name}`,
    port,
    adminPort,
    objective,
    ...derive(parameters),
  };
}
