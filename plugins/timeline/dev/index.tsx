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
import timelinePlugin, {
  SuspectsOnset,
  SuspectsPanel,
  timelineApiRef,
  TimelineList,
} from '../src';
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

/** A burn so many minutes ago, known to within two. */
function onsetAgo(minutes: number): SuspectsOnset {
  const at = Date.now() - minutes * 60_000;
  const iso = (time: number) => new Date(time).toISOString();
  return {
    kind: 'found',
    at: iso(at),
    earliest: iso(at - 60_000),
    latest: iso(at + 60_000),
  };
}

/** Every state of the panel that other plugins show. */
const onsets: Record<string, SuspectsOnset> = {
  'with suspects': onsetAgo(11),
  'with a later deploy, which is innocent': onsetAgo(36),
  'with nothing that changed': onsetAgo(40 * 60),
  'while it loads': { kind: 'loading' },
  'when nobody knows since when': {
    kind: 'unknown',
    text: 'It burned already at the beginning of what was looked at',
  },
  'when that could not be looked up': {
    kind: 'failed',
    error: new Error('The backend is restarting'),
    onRetry: () => {},
  },
};

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
              {Object.entries(onsets).map(([state, onset]) => (
                <div key={state}>
                  <h2>Suspects {state}</h2>
                  <SuspectsPanel entityRef={gateway} onset={onset} />
                </div>
              ))}
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
