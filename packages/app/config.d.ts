export interface Config {
  auth?: {
    signIn?: {
      /**
       * What the single sign-on button says after "Sign in with". Without it no such button is shown.
       * @visibility frontend
       */
      singleSignOnTitle?: string;
      /**
       * Whether a guest may look around. Works in development only.
       * @visibility frontend
       */
      guest?: boolean;
    };
  };
}
