import {
  CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { resourceProblem } from '@goreliable/plugin-golden-path-common';
import { ResourceNoun } from './ResourceNoun';

export const validateResourceNoun: CustomFieldValidator<string> = (
  noun,
  field,
) => {
  const problem = resourceProblem(noun);
  if (problem) {
    field.addError(problem);
  }
};

export const resourceNounField = createFormField({
  name: 'ResourceNoun',
  component: ResourceNoun,
  validation: validateResourceNoun,
  schema: makeFieldSchema({ output: z => z.string() }),
});
