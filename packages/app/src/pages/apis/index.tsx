import { lazy, Suspense } from 'react';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  apiDocsConfigRef,
  defaultDefinitionWidgets,
} from '@backstage/plugin-api-docs';
import { CardSkeleton } from '@goreliable/ui';

const OpenApiDefinition = lazy(async () => ({
  default: (await import('./OpenApiDefinition')).OpenApiDefinition,
}));

/** Named as the stock configuration is: it takes its place. */
const definitionWidgets = ApiBlueprint.make({
  name: 'config',
  params: define =>
    define({
      api: apiDocsConfigRef,
      deps: {},
      factory: () => {
        const widgets = defaultDefinitionWidgets().map(widget =>
          widget.type === 'openapi'
            ? {
                ...widget,
                component: (definition: string) => (
                  <Suspense
                    fallback={
                      <CardSkeleton lines={8} label="Loading definition" />
                    }
                  >
                    <OpenApiDefinition definition={definition} />
                  </Suspense>
                ),
              }
            : widget,
        );
        return {
          getApiDefinitionWidget: ({ spec }) =>
            widgets.find(({ type }) => type === spec.type),
        };
      },
    }),
});

/** What an API offers: the stock ways to show it, that of OpenAPI in our look. */
export const apisPageModule = createFrontendModule({
  pluginId: 'api-docs',
  extensions: [definitionWidgets],
});
