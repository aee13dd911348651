import { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TimelineApi, timelineApiRef } from '@goreliable/plugin-timeline';
import { act } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { SloApi, sloApiRef } from '../api/SloApi';
import { sloQueryClient } from '../queryClient';
import { rootRouteRef } from '../routes';

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

/** Renders a view of the plugin on an API of the test's own. */
export function renderSlo(
  element: ReactElement,
  options: {
    api: Partial<SloApi>;
    at?: string;
    /** The portal has no timeline without it. */
    timeline?: Partial<TimelineApi>;
  },
) {
  sloQueryClient.clear();
  sloQueryClient.setDefaultOptions({ queries: { retry: false } });
  const listeners = new Set<(message: object) => void>();
  const subscribe = (_: string, onMessage: any) => {
    listeners.add(onMessage);
    return { unsubscribe: () => listeners.delete(onMessage) };
  };
  const rendered = renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      apis: [
        [sloApiRef, options.api as SloApi],
        [signalApiRef, { subscribe }],
        ...(options.timeline
          ? [[timelineApiRef, options.timeline] as const]
          : []),
      ],
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/slo': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    unmount: () => rendered.unmount(),
    user: userEvent.setup(),
    /** What the backend would broadcast. */
    signal: (message: object) =>
      act(() => listeners.forEach(listener => listener(message))),
    listeners,
  };
}
