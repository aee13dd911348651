import { createFrontendModule } from '@backstage/frontend-plugin-api';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { showInstead } from '../shared/showInstead';

const generalSettings = userSettingsPlugin
  .getExtension('sub-page:user-settings/general')
  .override({
    factory: showInstead(async () => {
      const { GeneralSettings } = await import('./GeneralSettings');
      return <GeneralSettings />;
    }),
  });

/** The first tab of the settings; those of sign-in providers and flags are stock. */
export const settingsPageModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [generalSettings],
});
