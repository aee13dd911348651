import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ServiceSystem } from './ServiceSystem';

export const serviceSystemField = createFormField({
  name: 'ServiceSystem',
  component: ServiceSystem,
  schema: makeFieldSchema({ output: z => z.string() }),
});
