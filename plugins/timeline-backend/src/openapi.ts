import {
  maxEventsPerPage,
  maxEventsPerRequest,
  maxHops,
  publishEventsRequestSchema,
  publishEventsResponseSchema,
  timelineEventListSchema,
  timelineKinds,
  timelineSeverities,
} from '@goreliable/plugin-timeline-common';
import { suspectsPath } from './suspects/openapi';
import { error, json, refusals, single, toSchema } from './openapiParts';

const list = (name: string, description: string, items: object) => ({
  name,
  in: 'query',
  description,
  explode: true,
  schema: { type: 'array', items },
});

/** OpenAPI 3.1 description of `/api/timeline`. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Timeline',
    version: '1.0.0',
    description:
      'What happened to the entities of the catalog: deploys, alerts, promotions and more.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/api/timeline' }],
  security: [{ token: [] }],
  paths: {
    '/events': {
      get: {
        operationId: 'listEvents',
        summary: 'Lists events, newest first',
        description:
          'Only of entities that the caller may read in the catalog and whose timeline it may read. Without entityRef: of all of these. A page may be shorter than its limit and still have a nextCursor.',
        parameters: [
          list(
            'entityRef',
            'Entities to list, e.g. component:default/gateway. Parts of a system, what a team owns and the provider of an API count as the entity itself.',
            { type: 'string' },
          ),
          single(
            'hops',
            'Also what the entities depend on, so many steps along dependsOn and consumesApi.',
            { type: 'integer', minimum: 0, maximum: maxHops, default: 0 },
          ),
          list('kind', 'Only these kinds.', { enum: [...timelineKinds] }),
          list('severity', 'Only these severities.', {
            enum: [...timelineSeverities],
          }),
          single('from', 'At or after this time.', {
            type: 'string',
            format: 'date-time',
          }),
          single('to', 'Before this time.', {
            type: 'string',
            format: 'date-time',
          }),
          single(
            'text',
            'Words that title, actor or entity must all contain, in any case.',
            { type: 'string', maxLength: 200 },
          ),
          single('cursor', 'The nextCursor of the page before.', {
            type: 'string',
          }),
          single('limit', 'Events on a page at most.', {
            type: 'integer',
            minimum: 1,
            maximum: maxEventsPerPage,
            default: 100,
          }),
        ],
        responses: {
          200: json('A page.', toSchema(timelineEventListSchema, 'output')),
          ...refusals,
          404: json(
            'The one entity asked for is not there, or not to be seen.',
            error,
          ),
        },
      },
      post: {
        operationId: 'publishEvents',
        summary: `Stores up to ${maxEventsPerRequest} events, all or none`,
        description:
          'For services only: backend plugins, and external access tokens whose accessRestrictions allow timeline.publish. An event is stored under its id once, and written again only if it differs, so a request may be repeated. Answered after the commit.',
        requestBody: {
          required: true,
          ...json('', toSchema(publishEventsRequestSchema, 'input')),
          description: 'The events.',
        },
        responses: {
          200: json(
            'Stored. published counts the events that were new or had changed.',
            toSchema(publishEventsResponseSchema, 'output'),
          ),
          ...refusals,
          413: json('More than 2 MiB.', error),
        },
      },
    },
    '/suspects': suspectsPath,
    '/health': {
      get: {
        operationId: 'health',
        summary: 'Whether the plugin and its database answer',
        security: [],
        responses: {
          200: json('Both do.', {
            type: 'object',
            properties: { status: { const: 'ok' } },
            required: ['status'],
          }),
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Error: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
            required: ['name', 'message'],
          },
        },
        required: ['error'],
      },
    },
  },
} as const;
