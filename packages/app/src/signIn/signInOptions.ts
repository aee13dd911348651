import { ConfigApi } from '@backstage/core-plugin-api';

/** Which ways in the page offers. */
export interface SignInOptions {
  /** The provider's name on the button, or `undefined` where none is configured. */
  readonly singleSignOnTitle?: string;
  readonly guest: boolean;
}

/**
 * Reads what this installation offers. A guest is a viewer and exists in development
 * only; the backend refuses guests in production whatever the browser asks for.
 */
export function readSignInOptions(config: ConfigApi): SignInOptions {
  const signIn = config.getOptionalConfig('auth.signIn');
  return {
    singleSignOnTitle: signIn?.getOptionalString('singleSignOnTitle'),
    guest: signIn?.getOptionalBoolean('guest') ?? false,
  };
}
