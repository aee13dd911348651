import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ServiceOwner } from './ServiceOwner';

export const serviceOwnerField = createFormField({
  name: 'ServiceOwner',
  component: ServiceOwner,
  schema: makeFieldSchema({ output: z => z.string() }),
});
