import { apisPageModule } from './apis';
import { catalogPageModule } from './catalog';
import { createPageModule } from './create';
import { docsPageModule } from './docs';
import { entityPageModule } from './entity';
import { graphPageModule } from './graph';
import { kubernetesPageModule } from './kubernetes';
import { notificationsPageModule } from './notifications';
import { organisationPageModule } from './organisation';
import { searchPageModule } from './search';
import { settingsPageModule } from './settings';

/** The pages that take the place of stock ones, by the plugin they belong to. */
export const pageModules = [
  apisPageModule,
  catalogPageModule,
  createPageModule,
  docsPageModule,
  entityPageModule,
  graphPageModule,
  kubernetesPageModule,
  notificationsPageModule,
  organisationPageModule,
  searchPageModule,
  settingsPageModule,
];
