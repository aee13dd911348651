import { createFrontendModule } from '@backstage/frontend-plugin-api';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { TechDocsAddonLocations } from '@backstage/plugin-techdocs-react';
import { AddonBlueprint } from '@backstage/plugin-techdocs-react/alpha';
import { showInstead } from '../shared/showInstead';
import { ReaderFrame } from './ReaderFrame';

const docsPage = techdocsPlugin.getExtension('page:techdocs').override({
  factory: showInstead(async () => {
    const { DocsPage } = await import('./DocsPage');
    return <DocsPage />;
  }),
});

const readerFrame = AddonBlueprint.make({
  name: 'frame',
  params: {
    name: 'ReaderFrame',
    location: TechDocsAddonLocations.Content,
    component: ReaderFrame,
  },
});

/** The index of what is documented, and what the stock reader lacks. */
export const docsPageModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [docsPage, readerFrame],
});
