import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { PaletteHost } from './PaletteHost';

/** The command palette (Ctrl K, ⌘ K) and the list of shortcuts (?). */
export const paletteModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'palette',
      params: { element: <PaletteHost /> },
    }),
  ],
});
