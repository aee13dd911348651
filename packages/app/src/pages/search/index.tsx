import { createFrontendModule } from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { showInstead } from '../shared/showInstead';

const searchPage = searchPlugin.getExtension('page:search').override({
  factory: showInstead(async () => {
    const { SearchPage } = await import('./SearchPage');
    return <SearchPage />;
  }),
});

/** The search with a page to itself. */
export const searchPageModule = createFrontendModule({
  pluginId: 'search',
  extensions: [searchPage],
});
