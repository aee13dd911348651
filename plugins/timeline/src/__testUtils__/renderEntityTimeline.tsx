import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  TimelineEvent,
  TimelineEventList,
  TimelineQuery,
} from '@goreliable/plugin-timeline-common';
import { createPortalQueryClient, PortalQueryProvider } from '@goreliable/ui';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { TimelineApi, timelineApiRef } from '../api/TimelineApi';
import { EntityTimeline } from '../components/EntityTimeline';
import { gateway } from './events';

function Address() {
  const { search } = useLocation();
  return <output aria-label="address">{search}</output>;
}

/** The query part of the address the page is at. */
export const address = () => screen.getByLabelText('address').textContent;

/** Shows the gateway's timeline at an address, with the given events or answers. */
export function renderEntityTimeline(
  answer:
    | TimelineEvent[]
    | ((
        ...args: Parameters<TimelineApi['listEvents']>
      ) => Promise<TimelineEventList>),
  startAddress = '/',
) {
  const listEvents = jest.fn(
    typeof answer === 'function' ? answer : async () => ({ events: answer }),
  );
  let listener: ((message: object) => void) | undefined;
  const unsubscribe = jest.fn();
  const subscribe = jest.fn((_: string, onMessage: any) => {
    listener = onMessage;
    return { unsubscribe };
  });
  const client = createPortalQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  const rendered = renderInTestApp(
    <PortalQueryProvider client={client}>
      <EntityTimeline entityRef={gateway} name="Gateway" />
      <Address />
    </PortalQueryProvider>,
    {
      apis: [
        [timelineApiRef, { listEvents }],
        [signalApiRef, { subscribe }],
      ],
      initialRouteEntries: [startAddress],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    unmount: () => rendered.unmount(),
    listEvents,
    subscribe,
    unsubscribe,
    signal: (message: object) => act(() => listener!(message)),
    user: userEvent.setup(),
    lastQuery: () => listEvents.mock.calls.at(-1)![0] as TimelineQuery,
  };
}
