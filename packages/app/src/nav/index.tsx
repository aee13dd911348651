import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Shell } from './Shell';
import { SideBar } from './SideBar';

const sideBar = NavContentBlueprint.make({ params: { component: SideBar } });

/** Takes the place of the stock frame, which leaves room for a side bar of its own. */
const layout = appPlugin.getExtension('app/layout').override({
  factory: (_original, { inputs }) => [
    coreExtensionData.reactElement(
      <Shell nav={inputs.nav.get(coreExtensionData.reactElement)}>
        {inputs.content.get(coreExtensionData.reactElement)}
      </Shell>,
    ),
  ],
});

/** The frame of the portal: side bar, and the page beside it. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [sideBar, layout],
});

export { openPalette } from './shellEvents';
