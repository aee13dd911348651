import {
  defaultSuspectWindowMinutes,
  maxSuspectWindowMinutes,
  suspectListSchema,
} from '@goreliable/plugin-timeline-common';
import { error, json, refusals, single, toSchema } from '../openapiParts';

const instant = { type: 'string', format: 'date-time' };

/** `/suspects` in the OpenAPI document. */
export const suspectsPath = {
  get: {
    operationId: 'findSuspects',
    summary: 'What changed just before a burn began, the most suspect first',
    description:
      'Changes of the entity and along dependsOn and consumesApi, up to three steps, from the window before the onset until the latest moment at which it can have been. Each comes with its score and the reasons for it in words. Only of entities that the caller may read in the catalog and whose timeline it may read; notes says what was left out.',
    parameters: [
      {
        ...single('entityRef', 'Whose budget burns.', { type: 'string' }),
        required: true,
      },
      {
        ...single('onset', 'When the burn began, at best.', instant),
        required: true,
      },
      single(
        'earliest',
        'It did not begin before; the onset by default.',
        instant,
      ),
      single(
        'latest',
        'It did not begin after; the onset by default. Changes up to then are suspects too.',
        instant,
      ),
      single('windowMinutes', 'How long before the onset to look.', {
        type: 'integer',
        minimum: 1,
        maximum: maxSuspectWindowMinutes,
        default: defaultSuspectWindowMinutes,
      }),
    ],
    responses: {
      200: json(
        'The suspects; none if nothing changed, which the summary then says.',
        toSchema(suspectListSchema, 'output'),
      ),
      ...refusals,
      404: json('The entity is not there, or not to be seen.', error),
    },
  },
};
