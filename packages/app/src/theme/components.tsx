import {
  ErrorDisplay,
  NotFoundErrorPage,
  PageLayout,
  Progress,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { ErrorPanel } from '@goreliable/ui';
import { NotFound } from './NotFound';
import { PortalPageLayout } from './PortalPageLayout';
import { PortalProgress } from './PortalProgress';

// Named as the stock components are: each takes the place of one.

export const pageLayout = SwappableComponentBlueprint.make({
  name: 'core-page-layout',
  params: define =>
    define({ component: PageLayout, loader: () => PortalPageLayout }),
});

export const progress = SwappableComponentBlueprint.make({
  name: 'core-progress',
  params: define =>
    define({ component: Progress, loader: () => PortalProgress }),
});

export const notFoundErrorPage = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({ component: NotFoundErrorPage, loader: () => NotFound }),
});

export const errorDisplay = SwappableComponentBlueprint.make({
  name: 'core-error-display',
  params: define =>
    define({
      component: ErrorDisplay,
      loader: () => props =>
        (
          <div style={{ padding: 24 }}>
            <ErrorPanel
              title={
                props.plugin
                  ? `${props.plugin.pluginId} could not be shown`
                  : 'This could not be shown'
              }
              error={props.error}
              onRetry={props.resetError}
            />
          </div>
        ),
    }),
});
