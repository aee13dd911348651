import { z } from 'zod';
import { resourceProblem } from './resource';
import {
  namespaceOf,
  parseRouteService,
  routeServiceProblem,
} from './routeService';
import { serviceNameProblem } from './serviceName';

/** The golden paths there are, by the names of their templates. */
export const goldenPathNames = [
  'go-service',
  'go-gateway',
  'go-worker',
] as const;

/** One of {@link goldenPathNames}. */
export type GoldenPathName = (typeof goldenPathNames)[number];

/**
 * Bounds of `http_request_duration_seconds` that a latency objective can be
 * about: between two bounds of a histogram nothing can be counted.
 */
export const latencyThresholds = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

/** Bounds of `worker_message_age_seconds` that a freshness objective can be about. */
export const freshnessThresholds = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
] as const;

function oneOf(bounds: readonly number[]) {
  return z.number().refine(value => bounds.includes(value), {
    error: `must be one of the histogram's bounds: ${bounds.join(
      ', ',
    )} seconds`,
  });
}

/** Turns a rule that answers with a sentence into a check of a schema. */
function text(problem: (value: string) => string | undefined) {
  return z.string().check(context => {
    const message = problem(context.value);
    if (message) {
      context.issues.push({ code: 'custom', message, input: context.value });
    }
  });
}

const streamSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,31}$/, 'must be like ORDERS: 2 to 32 characters');

// Also the name of an API in the catalog, which bounds its length and its ends.
const subjectSchema = z
  .string()
  .max(63)
  .regex(
    /^[a-z]([a-z0-9_]*[a-z0-9])?(\.[a-z]([a-z0-9_]*[a-z0-9])?)+$/,
    'must be words with dots between them, such as orders.created',
  );

const portSchema = z.number().int().min(1024).max(65_535);

// A path that chi takes literally: no parameters, no slash at the end.
const pathSchema = z
  .string()
  .max(100)
  .regex(/^(\/[a-z0-9][a-z0-9._-]*)+$/, 'must be a path such as /api/orders');

const commonShape = {
  name: text(serviceNameProblem),
  description: z
    .string()
    .trim()
    .min(1, 'must say in one line what the service is for')
    .max(200)
    .regex(
      /^[^"\\\p{Cc}]+$/u,
      'must be one line without double quotes and backslashes',
    ),
  owner: z
    .string()
    .regex(
      /^group:[^\s:/]+\/[^\s:/]+$/,
      'must be a team such as group:default/ordering-team',
    ),
  system: z
    .string()
    .regex(
      /^(system:[^\s:/]+\/)?[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}$/,
      'must be a system such as system:default/ordering',
    ),
  objective: z.number().min(90).max(99.99),
  modulePath: z
    .string()
    .regex(/^[a-z0-9.-]+(\/[A-Za-z0-9._~-]+)+$/, 'must be a Go module path')
    .optional(),
  imageRepository: z
    .string()
    .regex(/^[a-z0-9.:-]+(\/[a-z0-9._-]+)+$/, 'must be an image without tag')
    .optional(),
  port: portSchema.optional(),
  adminPort: portSchema.optional(),
};

const goServiceSchema = z
  .strictObject({
    ...commonShape,
    latencyThreshold: oneOf(latencyThresholds).optional(),
    resource: z.string(),
    resourcePlural: z.string().optional(),
    database: z.boolean().optional(),
    events: z.boolean().optional(),
    stream: streamSchema.optional(),
    subject: subjectSchema.optional(),
  })
  .check(context => {
    const { resource, resourcePlural, database, events } = context.value;
    const problem = resourceProblem(resource, resourcePlural);
    if (problem) {
      context.issues.push({
        code: 'custom',
        message: problem,
        path: ['resource'],
        input: resource,
      });
    }
    if (database === false && events === true) {
      context.issues.push({
        code: 'custom',
        message: 'needs the database: the outbox is a table',
        path: ['events'],
        input: events,
      });
    }
  });

const goWorkerSchema = z
  .strictObject({
    ...commonShape,
    latencyThreshold: oneOf(freshnessThresholds).optional(),
    subject: subjectSchema,
    stream: streamSchema.optional(),
    consumer: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'must be like a service name')
      .max(48)
      .optional(),
    outputSubject: subjectSchema.optional(),
    outputStream: streamSchema.optional(),
  })
  .refine(({ subject, outputSubject }) => subject !== outputSubject, {
    path: ['outputSubject'],
    error: 'must differ from the subject it reads, or it would feed itself',
  });

/** A path of a gateway and the service that answers it. */
export const gatewayRouteSchema = z.strictObject({
  /** What callers ask for: `/api/orders`. */
  prefix: pathSchema,
  /** The service behind it: `order-service`, in another namespace `order-service.ordering`. */
  service: text(routeServiceProblem),
  /** What the service is asked for instead of the prefix; the prefix if left out. */
  rewrite: pathSchema.optional(),
});

const goGatewaySchema = z
  .strictObject({
    ...commonShape,
    latencyThreshold: oneOf(latencyThresholds).optional(),
    routes: z.array(gatewayRouteSchema).min(1).max(50),
  })
  .check(context => {
    const prefixes = context.value.routes.map(route => route.prefix);
    prefixes.forEach((prefix, index) => {
      if (prefixes.indexOf(prefix) !== index) {
        context.issues.push({
          code: 'custom',
          message: `${prefix} is there twice`,
          path: ['routes', index, 'prefix'],
          input: prefix,
        });
      }
    });
    // The gateway has one address for each service, under the service's name.
    const own = namespaceOf(context.value.system);
    const namespaces = new Map<string, string>();
    context.value.routes.forEach((route, index) => {
      const { name, namespace = own } = parseRouteService(route.service);
      const first = namespaces.get(name) ?? namespace;
      namespaces.set(name, first);
      if (namespace !== first) {
        context.issues.push({
          code: 'custom',
          message: `${name} is in the namespace ${first} for another route`,
          path: ['routes', index, 'service'],
          input: route.service,
        });
      }
    });
  });

/** What each golden path asks for; the schemas of the forms' JSON say the same. */
export const goldenPathParameterSchemas = {
  'go-service': goServiceSchema,
  'go-gateway': goGatewaySchema,
  'go-worker': goWorkerSchema,
} as const satisfies Record<GoldenPathName, z.ZodType>;

/** Checked answers of one golden path's form. */
export type GoldenPathParameters<Name extends GoldenPathName = GoldenPathName> =
  z.output<(typeof goldenPathParameterSchemas)[Name]>;

/** A route of a gateway as a form gives it. */
export type GatewayRoute = z.output<typeof gatewayRouteSchema>;
