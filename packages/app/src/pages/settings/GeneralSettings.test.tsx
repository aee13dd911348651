import { appThemeApiRef, identityApiRef } from '@backstage/frontend-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { GeneralSettings } from './GeneralSettings';

/** Draws a page as it is: the test is about the choice. */
function Provider(props: { children: React.ReactNode }) {
  return <>{props.children}</>;
}

function fakeThemes() {
  let active: string | undefined;
  const listeners = new Set<() => void>();
  return {
    getInstalledThemes: () => [
      { id: 'light', title: 'Light', variant: 'light', Provider },
      { id: 'dark', title: 'Dark', variant: 'dark', Provider },
    ],
    getActiveThemeId: () => active,
    setActiveThemeId: jest.fn((id?: string) => {
      active = id;
      listeners.forEach(listener => listener());
    }),
    activeThemeId$: () => ({
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return { unsubscribe: () => listeners.delete(listener) };
      },
    }),
  };
}

function setUp(identity: object = {}) {
  const themes = fakeThemes();
  const signOut = jest.fn(async () => {});
  const user = renderPage(<GeneralSettings />, {
    apis: [
      [appThemeApiRef, themes],
      [
        identityApiRef,
        {
          getBackstageIdentity: async () => ({
            type: 'user',
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: [
              'user:default/ada',
              'group:default/edge-team',
            ],
          }),
          getProfileInfo: async () => ({
            displayName: 'Ada Lovelace',
            email: 'ada@example.org',
          }),
          signOut,
          ...identity,
        },
      ],
    ],
  });
  return { user, themes, signOut };
}

it('says who one is, and for whom one acts', async () => {
  setUp();
  expect(await screen.findByText('Ada Lovelace')).toBeInTheDocument();
  expect(screen.getByText('ada@example.org')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'ada' })).toHaveAttribute(
    'href',
    '/catalog/default/user/ada',
  );
  expect(screen.getByRole('link', { name: 'edge-team' })).toHaveAttribute(
    'href',
    '/catalog/default/group/edge-team',
  );
});

it('says so to who belongs to no team', async () => {
  setUp({
    getBackstageIdentity: async () => ({
      type: 'user',
      userEntityRef: 'user:default/guest',
      ownershipEntityRefs: ['user:default/guest'],
    }),
  });
  expect(await screen.findByText('No team')).toBeInTheDocument();
});

it('changes the theme at once, and gives it back to the system', async () => {
  const { user, themes } = setUp();
  const choice = (name: string) => screen.getByRole('radio', { name });
  expect(choice('As my system')).toBeChecked();
  await user.click(choice('Dark'));
  expect(themes.setActiveThemeId).toHaveBeenLastCalledWith('dark');
  expect(choice('Dark')).toBeChecked();
  await user.click(choice('As my system'));
  expect(themes.setActiveThemeId).toHaveBeenLastCalledWith(undefined);
});

it('signs out', async () => {
  const { user, signOut } = setUp();
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
});

it('says that signing out failed', async () => {
  const { user } = setUp({
    signOut: async () => {
      throw new Error('no answer');
    },
  });
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(
    await screen.findByText('You are still signed in'),
  ).toBeInTheDocument();
});

it('says that the profile could not be read', async () => {
  setUp({
    getProfileInfo: async () => {
      throw new Error('no answer');
    },
  });
  expect(
    await screen.findByText('Your profile could not be read'),
  ).toBeInTheDocument();
});
