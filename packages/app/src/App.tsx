import { createApp } from '@backstage/frontend-defaults';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import userSettingsModule from '@backstage/plugin-app-module-user-settings';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import kubernetesPlugin from '@backstage/plugin-kubernetes/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import homePlugin from '@goreliable/plugin-home';
import goldenPathModule from '@goreliable/plugin-scaffolder-module-golden-path';
import sloPlugin from '@goreliable/plugin-slo';
import timelinePlugin from '@goreliable/plugin-timeline';
import { earlyModule } from './early';
import { navModule } from './nav';
import { pageModules } from './pages';
import { paletteModule } from './palette';
import { signInModule } from './signIn';
import { themeModule } from './theme';

export default createApp({
  features: [
    apiDocsPlugin,
    authPlugin,
    catalogPlugin,
    catalogGraphPlugin,
    kubernetesPlugin,
    notificationsPlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    signalsPlugin,
    techdocsPlugin,
    userSettingsModule,
    userSettingsPlugin,

    goldenPathModule,
    homePlugin,
    sloPlugin,
    timelinePlugin,

    earlyModule,
    navModule,
    ...pageModules,
    paletteModule,
    signInModule,
    themeModule,
  ],
  // It would be there for some milliseconds, and bring a library of styles with it.
  advanced: { loadingElement: null },
});
