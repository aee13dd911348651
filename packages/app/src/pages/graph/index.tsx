import { createFrontendModule } from '@backstage/frontend-plugin-api';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { showInstead } from '../shared/showInstead';

const graphPage = catalogGraphPlugin
  .getExtension('page:catalog-graph')
  .override({
    factory: showInstead(async () => {
      const { GraphPage } = await import('./GraphPage');
      return <GraphPage />;
    }),
  });

/** What is related to what. */
export const graphPageModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [graphPage],
});
