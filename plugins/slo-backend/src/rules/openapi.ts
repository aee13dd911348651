import {
  rulesAnswerSchema,
  rulesRequestSchema,
  sloRulesSchema,
} from '@goreliable/plugin-slo-common';
import { z } from 'zod';

const content = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

/** What making rules adds to the paths of the API's description. */
export const rulesPaths = {
  '/rules': {
    post: {
      operationId: 'generateSloRules',
      summary: 'Recording and alerting rules of the SLOs of a spec',
      description:
        'Of Sloth (`prometheus/v1`, `sloth.slok.dev/v1`) and OpenSLO (`v1`, `v1alpha`), equal to what Sloth makes unless corrections are asked for. `refused` says what has to be changed, and where.',
      requestBody: { required: true, content: content('RulesRequest') },
      responses: {
        200: {
          description: 'The rules, or why there are none',
          content: content('RulesAnswer'),
        },
        400: { description: 'The body cannot be understood; it says why' },
        401: { description: 'Nobody is signed in' },
        403: { description: 'The caller may see no SLOs at all' },
        413: { description: 'The body is too large' },
      },
    },
  },
  '/slos/{id}/rules': {
    get: {
      operationId: 'getSloRules',
      summary: 'What the spec of an SLO would make, and what is loaded',
      description:
        '`drift` says where the rules that its source has loaded are not those of its spec. Without a spec file that is known (the annotation `goreliable.dev/slo-specs`, or `slo.specs` of the configuration) only what is loaded is told; of an SLO that another tool than Sloth records, never more.',
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          description: 'As in the overview',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: { description: 'The rules', content: content('SloRules') },
        401: { description: 'Nobody is signed in' },
        403: { description: 'The caller may see no SLOs at all' },
        404: {
          description: 'There is no such SLO, or none that the caller may see',
        },
      },
    },
  },
};

/** What making rules adds to the schemas of the API's description. */
export const rulesSchemas: Record<string, z.ZodType> = {
  RulesRequest: rulesRequestSchema,
  RulesAnswer: rulesAnswerSchema,
  SloRules: sloRulesSchema,
};
