import { ReactNode } from 'react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  Landing,
  LandingScope,
  homeChangedChannel,
} from '@goreliable/plugin-home-common';
import {
  timelineBucket,
  timelineChangedChannel,
} from '@goreliable/plugin-timeline-common';
import { PortalQueryProvider } from '@goreliable/ui';
import { act, renderHook, waitFor } from '@testing-library/react';
import { homeApiRef } from './api/HomeApi';
import { useLanding } from './useLanding';

const mine = 'component:default/order-service';

const landing: Landing = {
  scope: 'mine',
  ownsServices: true,
  services: [
    {
      entityRef: mine,
      title: 'order-service',
      type: 'service',
      state: 'ok',
      states: [],
    },
  ],
  omittedServices: 0,
  events: [],
  sources: [],
};

async function open(scope: LandingScope) {
  const ask = jest.fn(async () => landing);
  const listeners: Array<[string, (message: object) => void]> = [];
  const signals = {
    subscribe: (channel: string, onMessage: (message: any) => void) => {
      listeners.push([channel, onMessage]);
      return { unsubscribe: () => {} };
    },
  };
  const { result } = renderHook(() => useLanding(scope), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [homeApiRef, { landing: ask }],
          [signalApiRef, signals],
        ]}
      >
        <PortalQueryProvider>{children}</PortalQueryProvider>
      </TestApiProvider>
    ),
  });
  await waitFor(() => expect(result.current.data).toBe(landing));
  return {
    ask,
    signal: (channel: string, message: object) =>
      act(async () =>
        listeners.forEach(
          ([listened, onMessage]) => listened === channel && onMessage(message),
        ),
      ),
  };
}

const happenedTo = (bucket: number) => ({ buckets: [bucket % 256] });

it('asks again when a state has changed', async () => {
  const { ask, signal } = await open('mine');
  await signal(homeChangedChannel, { changed: true });
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks again for what happened to its services, and not for what did to others', async () => {
  const { ask, signal } = await open('mine');
  await signal(timelineChangedChannel, happenedTo(timelineBucket(mine) + 1));
  expect(ask).toHaveBeenCalledTimes(1);
  await signal(timelineChangedChannel, happenedTo(timelineBucket(mine)));
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks again for whatever happened where it shows all services', async () => {
  const { ask, signal } = await open('all');
  await signal(timelineChangedChannel, happenedTo(timelineBucket(mine) + 1));
  expect(ask).toHaveBeenCalledTimes(2);
});
