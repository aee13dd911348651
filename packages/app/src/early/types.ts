import type { SignInChoice } from '../signIn/rememberedChoice';

/** What was asked for before the app was there. Everything is given away once at most. */
export interface EarlyWork {
  /**
   * What the auth backend answered to a refresh, if that is the way in; nothing if it gave
   * no session. A token that is taken later may be too old, so it is not kept.
   */
  takeSession(choice: SignInChoice): Promise<unknown>;
  /**
   * The answer to a request that was made already, for the same person; nothing if it was
   * not, or if it failed.
   */
  takeAnswer(request: Request): Promise<Response | undefined>;
  /** Leaves nothing behind, for somebody else may come. */
  forget(): void;
}

/** The early script and the app are two programs: this is where they meet. */
export interface EarlyWindow {
  goreliableEarly?: EarlyWork;
}
