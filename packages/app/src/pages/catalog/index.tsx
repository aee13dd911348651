import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { showInstead } from '../shared/showInstead';

const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory: showInstead(async () => {
    const { CatalogPage } = await import('./CatalogPage');
    return <CatalogPage />;
  }),
});

/** The index of the catalog. */
export const catalogPageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
