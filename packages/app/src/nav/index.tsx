import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import { Shell } from './Shell';
import { SideBar } from './SideBar';

/** The stock one would first look for an address and an icon for every page of the app. */
const nav = appPlugin.getExtension('app/nav').override({
  factory: () => [coreExtensionData.reactElement(<SideBar />)],
});

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
  extensions: [nav, layout],
});

export { openPalette } from './shellEvents';
