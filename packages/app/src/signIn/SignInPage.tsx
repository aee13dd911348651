import { useCallback, useLayoutEffect, useState } from 'react';
import {
  IdentityApi,
  SignInPageProps,
  configApiRef,
  discoveryApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Logo } from '../brand';
import { oidcAuthApiRef } from './oidcAuthApiRef';
import { rememberChoice, rememberedChoice } from './rememberedChoice';
import { signInAsGuest, signInWithOidc } from './signIn';
import { readSignInOptions } from './signInOptions';

/** Explains what the person can do about a sign-in that failed. */
function remedyFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /failed to fetch|networkerror/i.test(message)
    ? 'The portal does not answer. Check that it runs, then try again.'
    : `Signing in failed: ${message}`;
}

export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const options = readSignInOptions(useApi(configApiRef));
  const authApi = useApi(oidcAuthApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  const [error, setError] = useState<string>();
  const [isResuming, setIsResuming] = useState(
    () => rememberedChoice() !== undefined,
  );

  const attempt = useCallback(
    async (signIn: () => Promise<IdentityApi | undefined>) => {
      setError(undefined);
      try {
        const identity = await signIn();
        if (identity) {
          onSignInSuccess(identity);
          return;
        }
      } catch (failure) {
        setError(remedyFor(failure));
      }
      setIsResuming(false);
    },
    [onSignInSuccess],
  );

  // Before the browser paints the page: there is nothing to be seen of it.
  useLayoutEffect(() => {
    const choice = rememberedChoice();
    if (choice === 'oidc') {
      attempt(() => signInWithOidc(authApi, { silent: true }));
    } else if (choice === 'guest') {
      attempt(() => signInAsGuest(discoveryApi));
    }
    // Only the first appearance resumes a session.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  if (isResuming) {
    return null;
  }
  return (
    <Box
      component="main"
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', p: 2 }}
    >
      <Stack spacing={3} sx={{ width: '100%', maxWidth: 360 }}>
        <Logo size={40} />
        <Box>
          <Typography component="h1" variant="h4" gutterBottom>
            GoReliable Portal
          </Typography>
          <Typography color="text.secondary">
            Services, their objectives, and what happens to them.
          </Typography>
        </Box>
        {error && <Alert severity="error">{error}</Alert>}
        <Stack spacing={1}>
          {options.singleSignOnTitle && (
            <Button
              variant="contained"
              size="large"
              onClick={() => {
                // Before the redirect: the page that comes back resumes by it.
                rememberChoice('oidc');
                attempt(() => signInWithOidc(authApi, { silent: false }));
              }}
            >
              Sign in with {options.singleSignOnTitle}
            </Button>
          )}
          {options.guest && (
            <Button
              variant="outlined"
              size="large"
              onClick={() => attempt(() => signInAsGuest(discoveryApi))}
            >
              Look around as a guest
            </Button>
          )}
        </Stack>
        {options.guest && (
          <Typography variant="body2" color="text.secondary">
            Guests read everything and change nothing.
          </Typography>
        )}
      </Stack>
    </Box>
  );
}
