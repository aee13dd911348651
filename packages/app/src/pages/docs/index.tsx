import { createFrontendModule } from '@backstage/frontend-plugin-api';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { showInstead } from '../shared/showInstead';

const docsPage = techdocsPlugin.getExtension('page:techdocs').override({
  factory: showInstead(async () => {
    const { DocsPage } = await import('./DocsPage');
    return <DocsPage />;
  }),
});

/** The index of what is documented. */
export const docsPageModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [docsPage],
});
