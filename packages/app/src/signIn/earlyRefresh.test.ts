import type { EarlyWindow } from '../early/types';
import { takeEarlyRefresh } from './earlyRefresh';

const session = {
  profile: { displayName: 'Ada' },
  backstageIdentity: {
    token: 'a-token',
    expiresInSeconds: 3600,
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada'],
    },
  },
};

afterEach(() => {
  delete (window as EarlyWindow).goreliableEarly;
});

it.each<[string, unknown, unknown]>([
  ['a session', session, session],
  ['nobody', undefined, undefined],
  ['what is no session', { error: { name: 'NotFoundError' } }, undefined],
])('takes up %s', async (_, answered, expected) => {
  const takeSession = jest.fn(async () => answered);
  (window as EarlyWindow).goreliableEarly = {
    takeSession,
    takeAnswer: async () => undefined,
    forget: () => {},
  };
  expect(await takeEarlyRefresh('oidc')).toEqual(expected);
  expect(takeSession).toHaveBeenCalledWith('oidc');
});

it('takes nothing where nothing is early', async () => {
  expect(await takeEarlyRefresh('oidc')).toBeUndefined();
});
