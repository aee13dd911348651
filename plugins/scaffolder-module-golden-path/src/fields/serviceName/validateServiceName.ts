import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { serviceNameProblem } from '@goreliable/plugin-golden-path-common';
import { goldenPathApiRef } from '../../api/GoldenPathApi';

/** Lets nobody go on with a name that is malformed, taken, or not known to be free. */
export const validateServiceName: CustomFieldValidator<string> = async (
  name,
  field,
  { apiHolder },
) => {
  const problem = serviceNameProblem(name);
  if (problem) {
    field.addError(problem);
    return;
  }
  try {
    const answer = await apiHolder
      .get(goldenPathApiRef)!
      .nameAvailability(name);
    if (!answer.available) {
      field.addError(answer.message ?? `${name} is taken.`);
    }
  } catch (error) {
    field.addError(
      `Whether ${name} is free could not be found out (${
        (error as Error).message
      }). Try again shortly.`,
    );
  }
};
