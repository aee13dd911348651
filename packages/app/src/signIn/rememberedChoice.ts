const key = 'goreliable.sign-in';

export type SignInChoice = 'oidc' | 'guest';

/** The way in that was taken last: it is tried again without a click. */
export function rememberedChoice(): SignInChoice | undefined {
  const value = window.localStorage.getItem(key);
  return value === 'oidc' || value === 'guest' ? value : undefined;
}

export function rememberChoice(choice: SignInChoice): void {
  window.localStorage.setItem(key, choice);
}

export function forgetChoice(): void {
  window.localStorage.removeItem(key);
}
