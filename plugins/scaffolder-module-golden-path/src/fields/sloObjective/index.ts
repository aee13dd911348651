import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { SloObjective } from './SloObjective';

export const sloObjectiveField = createFormField({
  name: 'SloObjective',
  component: SloObjective,
  schema: makeFieldSchema({
    output: z => z.number(),
    uiOptions: z =>
      z.object({ unit: z.enum(['requests', 'messages']).optional() }),
  }),
});
