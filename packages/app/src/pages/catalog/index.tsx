import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { showInstead } from '../shared/showInstead';

export const loadCatalogPage = () => import('./CatalogPage');

const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory: showInstead(async () => {
    const { CatalogPage } = await loadCatalogPage();
    return <CatalogPage />;
  }),
});

/** The index of the catalog. */
export const catalogPageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
