import { catalogPageModule } from './catalog';
import { createPageModule } from './create';
import { docsPageModule } from './docs';
import { entityPageModule } from './entity';
import { notificationsPageModule } from './notifications';
import { searchPageModule } from './search';
import { settingsPageModule } from './settings';

/** The pages that take the place of stock ones, by the plugin they belong to. */
export const pageModules = [
  catalogPageModule,
  createPageModule,
  docsPageModule,
  entityPageModule,
  notificationsPageModule,
  searchPageModule,
  settingsPageModule,
];
