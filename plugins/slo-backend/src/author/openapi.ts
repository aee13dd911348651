import {
  previewRequestSchema,
  proposalPlaceSchema,
  proposalRequestSchema,
  sloPreviewSchema,
  sloProposalSchema,
  sloSpecSourceSchema,
} from '@goreliable/plugin-slo-common';
import { z } from 'zod';

const content = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

const refusals = {
  400: { description: 'The body cannot be understood; it says why' },
  401: { description: 'Nobody is signed in' },
  403: { description: 'The caller may not propose SLOs of the service' },
  413: { description: 'The body is too large' },
  503: { description: 'Too many are being tried at present' },
};

const nameParameter = (name: string, required: boolean) => ({
  name,
  in: 'query',
  required,
  schema: { type: 'string', maxLength: 200 },
});

/** What writing SLOs adds to the paths of the API's description. */
export const authorPaths = {
  '/preview': {
    post: {
      operationId: 'previewSlo',
      summary: 'What a proposed SLO is worth: findings, ratios, backtest',
      description:
        'Reads the raw series of one SLO over 30 days, once, in steps of an hour. For those who may propose SLOs of its service; one at a time for each person.',
      requestBody: { required: true, content: content('PreviewRequest') },
      responses: {
        200: {
          description: 'What is known; or what is wrong with the spec',
          content: content('SloPreview'),
        },
        ...refusals,
      },
    },
  },
  '/proposals': {
    post: {
      operationId: 'proposeSlo',
      summary: 'What a pull request for an SLO is made of',
      description:
        'Changes nothing: the scaffolder opens the pull request with it.',
      requestBody: { required: true, content: content('ProposalRequest') },
      responses: {
        200: {
          description: 'The place, the text and the words of a pull request',
          content: content('SloProposal'),
        },
        ...refusals,
      },
    },
  },
  '/proposals/place': {
    get: {
      operationId: 'findProposalPlace',
      summary: 'Which file an SLO would be proposed to, or why it cannot be',
      parameters: [
        nameParameter('service', true),
        nameParameter('name', false),
        nameParameter('replaces', false),
        nameParameter('source', false),
      ],
      responses: {
        200: {
          description: 'The file, or what stands in the way',
          content: content('ProposalPlace'),
        },
        400: { description: 'A parameter is missing or cannot be understood' },
        401: refusals[401],
        403: refusals[403],
      },
    },
  },
  '/slos/{id}/spec': {
    get: {
      operationId: 'getSloSpec',
      summary: 'An SLO as its spec file has it, or as its rules tell',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      ],
      responses: {
        200: { description: 'Its spec', content: content('SloSpecSource') },
        401: { description: 'Nobody is signed in' },
        404: {
          description:
            'There is no such SLO that the caller may see, or its queries are not known',
        },
      },
    },
  },
};

/** What writing SLOs adds to the schemas of the API's description. */
export const authorSchemas: Record<string, z.ZodType> = {
  PreviewRequest: previewRequestSchema,
  SloPreview: sloPreviewSchema,
  ProposalPlace: proposalPlaceSchema,
  ProposalRequest: proposalRequestSchema,
  SloProposal: sloProposalSchema,
  SloSpecSource: sloSpecSourceSchema,
};
