import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { Slo, SloOverview } from '@goreliable/plugin-slo-common';
import { PortalThemeProvider, ThemeMode } from '@goreliable/ui';
import sloPlugin, { sloApiRef } from '../src';
import { FixtureSloApi } from '../src/__fixtures__/FixtureSloApi';

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

/**
 * What the page shows besides the recordings: `?show=empty`, `nothing`
 * (not even a source), `down` (its source does not answer), `many`.
 */
const show = new URLSearchParams(window.location.search).get('show');

function many(slos: readonly Slo[]): Slo[] {
  return Array.from({ length: 1_000 }, (_, index) => {
    const slo = slos[index % slos.length];
    return {
      ...slo,
      id: `${slo.id}-${index}`,
      service: `${slo.service}-${Math.floor(index / slos.length)}`,
    };
  });
}

function change(overview: SloOverview): SloOverview {
  switch (show) {
    case 'nothing':
      return { ...overview, sources: [], slos: [] };
    case 'empty':
      return { ...overview, slos: [] };
    case 'down':
      return {
        ...overview,
        sources: [
          {
            name: 'lab',
            state: 'unreachable',
            asOf: new Date(Date.now() - 12 * 60_000).toISOString(),
            error: 'there was no answer within 10 s',
          },
        ],
        slos: overview.slos.map(slo => ({
          ...slo,
          state: 'stale',
          reason: { code: 'sample-old', sampleAt: slo.sampleAt! },
        })),
      };
    case 'many':
      return { ...overview, slos: many(overview.slos) };
    default:
      return overview;
  }
}

createDevApp({
  features: [
    sloPlugin,
    createFrontendModule({
      pluginId: 'app',
      extensions: [theme('light'), theme('dark')],
    }),
    createFrontendModule({
      pluginId: 'slo',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: sloApiRef,
              deps: {},
              factory: () => new FixtureSloApi(change),
            }),
        }),
      ],
    }),
  ],
});
