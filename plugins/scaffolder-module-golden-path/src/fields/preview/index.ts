import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { goldenPathNames } from '@goreliable/plugin-golden-path-common';
import { GoldenPathPreview } from './GoldenPathPreview';

export const goldenPathPreviewField = createFormField({
  name: 'GoldenPathPreview',
  component: GoldenPathPreview,
  schema: makeFieldSchema({
    output: z => z.null(),
    uiOptions: z => z.object({ template: z.enum(goldenPathNames).optional() }),
  }),
});
