import {
  sloDetailSchema,
  sloOnsetSchema,
  sloOverviewSchema,
  sloSeriesSchema,
} from '@goreliable/plugin-slo-common';
import { z } from 'zod';
import { reviewPaths, reviewSchemas } from './review/openapi';
import { authorPaths, authorSchemas } from './author/openapi';
import { rulesPaths, rulesSchemas } from './rules/openapi';

const jsonContent = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

const errors = {
  400: { description: 'A parameter cannot be understood; the body says which' },
  401: { description: 'Nobody is signed in' },
  403: { description: 'The caller may see no SLOs at all' },
};

const notFound = {
  404: { description: 'There is no such SLO, or none that the caller may see' },
};

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'As in the overview, e.g. `lab~order-service~availability`',
  schema: { type: 'string' },
};

const instantParameter = (name: string) => ({
  name,
  in: 'query',
  required: true,
  description: 'Unix seconds, or ISO 8601 with an offset',
  schema: { type: 'string' },
});

/** The API's description, made of the same schemas that clients parse with. */
export function openApiDocument() {
  const toSchema = (schema: z.ZodType, io: 'input' | 'output' = 'output') =>
    z.toJSONSchema(schema, {
      target: 'openapi-3.0',
      unrepresentable: 'any',
      io,
    });
  return {
    openapi: '3.0.3',
    info: {
      title: 'SLOs',
      version: '1',
      description:
        'Service level objectives with their burn rates and budgets, as last read from their sources. `sources` says how old each part of an answer is.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api/slo' }],
    security: [{ bearer: [] }],
    paths: {
      '/overview': {
        get: {
          operationId: 'getSloOverview',
          summary: 'Every SLO that the caller may see',
          description:
            'Answered from memory. Send the `ETag` back in `If-None-Match` for a 304 when nothing has changed.',
          parameters: [
            {
              name: 'entityRef',
              in: 'query',
              description:
                'Only of this entity: of a component, of the parts of a system, or of what a group or user owns',
              schema: { type: 'string' },
            },
          ],
          responses: {
            200: { description: 'The SLOs', content: jsonContent('Overview') },
            304: { description: 'Nothing has changed' },
            ...errors,
          },
        },
      },
      '/slos/{id}': {
        get: {
          operationId: 'getSlo',
          summary: 'One SLO with its alert pairs and past episodes',
          parameters: [idParameter],
          responses: {
            200: { description: 'The SLO', content: jsonContent('Detail') },
            ...errors,
            ...notFound,
          },
        },
      },
      '/slos/{id}/series': {
        get: {
          operationId: 'getSloSeries',
          summary: 'Error ratio and budget of one SLO over a range',
          description:
            'At most 1,000 points, at multiples of the step. `null` stands where nothing is recorded.',
          parameters: [
            idParameter,
            instantParameter('from'),
            instantParameter('to'),
          ],
          responses: {
            200: { description: 'The series', content: jsonContent('Series') },
            ...errors,
            ...notFound,
          },
        },
      },
      '/slos/{id}/onset': {
        get: {
          operationId: 'getSloOnset',
          summary: 'When one SLO began to burn, and how exactly that is known',
          description:
            'Of the present burn, else of the last episode. Found in the recorded error ratio, up to 30 days back.',
          parameters: [
            idParameter,
            {
              ...instantParameter('at'),
              required: false,
              description:
                'A moment of another burn, in Unix seconds or as ISO 8601 with an offset',
            },
          ],
          responses: {
            200: { description: 'The onset', content: jsonContent('Onset') },
            ...errors,
            ...notFound,
          },
        },
      },
      ...reviewPaths,
      ...rulesPaths,
      ...authorPaths,
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Overview: toSchema(sloOverviewSchema),
        Detail: toSchema(sloDetailSchema),
        Series: toSchema(sloSeriesSchema),
        ...Object.fromEntries(
          Object.entries({
            ...reviewSchemas,
            ...rulesSchemas,
            ...authorSchemas,
          }).map(([name, schema]) => [
            name,
            // What has a default may be left out of a request.
            toSchema(schema, name.endsWith('Request') ? 'input' : 'output'),
          ]),
        ),
        Onset: toSchema(sloOnsetSchema),
      },
    },
  };
}
