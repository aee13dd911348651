import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  PageHeader,
  PortalQueryProvider,
  PortalThemeProvider,
  ThemeMode,
} from '@goreliable/ui';
import timelinePlugin, { timelineApiRef, TimelineList } from '../src';
import { EntityTimeline } from '../src/components/EntityTimeline';
import { FixtureTimelineApi } from './FixtureTimelineApi';
import { fixtureEvents, gateway } from './fixtures';

const theme = (mode: ThemeMode) =>
  ThemeBlueprint.make({
    name: mode,
    params: {
      theme: {
        id: mode,
        title: mode === 'light' ? 'Light' : 'Dark',
        variant: mode,
        Provider: ({ children }) => (
          <PortalThemeProvider mode={mode}>{children}</PortalThemeProvider>
        ),
      },
    },
  });

/** The parts of this plugin on one page, fed from the fixtures. */
const timelineDevPlugin = createFrontendPlugin({
  pluginId: 'timeline-dev',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/',
        title: 'Timeline',
        loader: async () => (
          <PortalQueryProvider>
            <main style={{ maxWidth: 1120, margin: '0 auto', padding: 24 }}>
              <PageHeader title="Gateway" />
              <EntityTimeline entityRef={gateway} name="Gateway" />
              <h2>As a list</h2>
              <TimelineList events={fixtureEvents.slice(0, 6)} />
            </main>
          </PortalQueryProvider>
        ),
      },
    }),
  ],
});

createDevApp({
  features: [
    timelinePlugin,
    timelineDevPlugin,
    createFrontendModule({
      pluginId: 'app',
      extensions: [theme('light'), theme('dark')],
    }),
    createFrontendModule({
      pluginId: 'timeline',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: timelineApiRef,
              deps: {},
              factory: () => new FixtureTimelineApi(),
            }),
        }),
      ],
    }),
  ],
});
