import { createBackendModule } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  oidcAuthenticator,
  oidcSignInResolvers,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/**
 * Backstage's own OpenID Connect sign-in, but a provider that did not answer when the
 * portal started is asked again by the next person who signs in. Stock asks once, and
 * nobody can sign in until somebody restarts the portal.
 */
export const patientOidcAuthenticator: typeof oidcAuthenticator = {
  ...oidcAuthenticator,
  initialize(options) {
    type Provider = ReturnType<typeof oidcAuthenticator.initialize>['promise'];
    const { promise: first, ...settings } =
      oidcAuthenticator.initialize(options);
    let known: Provider | undefined = forgottenOnFailure(first);
    return {
      ...settings,
      get promise() {
        known ??= forgottenOnFailure(
          oidcAuthenticator.initialize(options).promise,
        );
        return known;
      },
    };

    function forgottenOnFailure(provider: Provider): Provider {
      const explained = provider.catch(error => {
        known = undefined;
        throw new ServiceUnavailableError(
          'The sign-in provider does not answer: try again in a moment, and tell the platform team if it lasts',
          error,
        );
      });
      // Until somebody signs in nobody waits for it.
      explained.catch(() => {});
      return explained;
    }
  },
};

/** In place of the module of `@backstage/plugin-auth-backend-module-oidc-provider`. */
export const patientSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'oidc-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: patientOidcAuthenticator,
            signInResolverFactories: { ...oidcSignInResolvers },
          }),
        });
      },
    });
  },
});
