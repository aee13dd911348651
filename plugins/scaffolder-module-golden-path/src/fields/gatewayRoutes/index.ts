import {
  CustomFieldValidator,
  makeFieldSchema,
} from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { GatewayRoutes } from './GatewayRoutes';
import { DraftRoute, problemsOf } from './routes';

export const validateGatewayRoutes: CustomFieldValidator<DraftRoute[]> = (
  routes,
  field,
) => {
  problemsOf(routes).forEach(problem => field.addError(problem));
};

export const gatewayRoutesField = createFormField({
  name: 'GatewayRoutes',
  component: GatewayRoutes,
  validation: validateGatewayRoutes,
  schema: makeFieldSchema({
    output: z =>
      z.array(
        z.object({
          prefix: z.string().optional(),
          service: z.string().optional(),
          rewrite: z.string().optional(),
        }),
      ),
  }),
});
