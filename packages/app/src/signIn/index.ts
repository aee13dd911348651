import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { oidcAuthApi } from './oidcAuthApi';
import { SignInPage } from './SignInPage';

/** Not lazy: without it nobody sees any page, so a chunk of its own would only cost a round trip. */
const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => SignInPage },
});

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [oidcAuthApi, signInPage],
});
