import {
  lintAnswerSchema,
  lintRequestSchema,
  newSloReviewSchema,
  sloBacktestSchema,
  sloReviewAnswerSchema,
  sloReviewSchema,
  sloTrafficSchema,
} from '@goreliable/plugin-slo-common';
import { z } from 'zod';

const content = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

const errors = {
  400: { description: 'Something cannot be understood; the body says what' },
  401: { description: 'Nobody is signed in' },
  403: { description: 'The caller may not' },
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

const listParameter = (name: string, description: string, item: object) => ({
  name,
  in: 'query',
  description,
  style: 'form',
  explode: false,
  schema: { type: 'array', items: item },
});

/** What reviews add to the paths of the API's description. */
export const reviewPaths = {
  '/slos/{id}/backtest': {
    get: {
      operationId: 'backtestSlo',
      summary: 'What other objectives and alert windows would have done',
      description:
        'Tried on the recorded error ratio, and against the incidents on the timeline. The present objective, its neighbours and the present alert windows are always among the candidates.',
      parameters: [
        idParameter,
        listParameter('objective', 'More objectives to try, as ratios', {
          type: 'number',
        }),
        listParameter(
          'windows',
          'Alert windows to try: ids, all known ones if absent; and up to four further policies such as `page-1h-5m-14.4_ticket-3d-6h-1`, of pairs of severity, long window, short window and burn rate',
          { type: 'string' },
        ),
        {
          name: 'days',
          in: 'query',
          description: 'How far back, 1 to 90; 30 by default',
          schema: { type: 'number' },
        },
      ],
      responses: {
        200: { description: 'The backtest', content: content('Backtest') },
        ...errors,
        ...notFound,
      },
    },
  },
  '/slos/{id}/review': {
    get: {
      operationId: 'getSloReview',
      summary: 'Whether an objective is meaningful, and what was decided',
      parameters: [idParameter],
      responses: {
        200: {
          description: 'Findings, a suggestion and past reviews',
          content: content('Review'),
        },
        ...errors,
        ...notFound,
      },
    },
  },
  '/slos/{id}/traffic': {
    get: {
      operationId: 'getSloTraffic',
      summary: 'How many events an SLO saw',
      description:
        'By the total query of its SLI, for that is not recorded. Says what is missing where the traffic is not known.',
      parameters: [
        idParameter,
        ...['from', 'to'].map(name => ({
          name,
          in: 'query',
          required: true,
          description: 'Unix seconds, or ISO 8601 with an offset',
          schema: { type: 'string' },
        })),
      ],
      responses: {
        200: { description: 'Events a second', content: content('Traffic') },
        ...errors,
        ...notFound,
      },
    },
  },
  '/slos/{id}/reviews': {
    post: {
      operationId: 'recordSloReview',
      summary: 'Records what a review has come to',
      parameters: [idParameter],
      requestBody: { required: true, content: content('ReviewRequest') },
      responses: {
        201: {
          description: 'The recorded review',
          content: content('RecordedReview'),
        },
        ...errors,
        ...notFound,
      },
    },
  },
  '/lint': {
    post: {
      operationId: 'lintSloSpecs',
      summary: 'What makes the SLOs of a spec mean less than they seem to',
      requestBody: { required: true, content: content('LintRequest') },
      responses: {
        200: { description: 'The findings', content: content('LintAnswer') },
        ...errors,
      },
    },
  },
};

/** What reviews add to the schemas of the API's description. */
export const reviewSchemas: Record<string, z.ZodType> = {
  Backtest: sloBacktestSchema,
  Review: sloReviewAnswerSchema,
  ReviewRequest: newSloReviewSchema,
  RecordedReview: sloReviewSchema,
  Traffic: sloTrafficSchema,
  LintRequest: lintRequestSchema,
  LintAnswer: lintAnswerSchema,
};
