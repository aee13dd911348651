import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  homeChangedChannel,
  Landing,
  LandingService,
} from '@goreliable/plugin-home-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { HomeApi, homeApiRef } from '../api/HomeApi';
import { HomePage } from './HomePage';

const asOf = '2026-05-04T10:00:00.000Z';

function service(
  name: string,
  rest: Partial<LandingService> = {},
): LandingService {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    type: 'service',
    state: 'no-data',
    states: [],
    ...rest,
  };
}

const burning = service('order-service', {
  state: 'critical',
  states: [
    {
      source: 'slo',
      state: 'critical',
      summary: 'Error budget gone in 4 h',
      href: '/slo/lab~order-service~requests',
      asOf,
    },
  ],
});

const landingOf = (...services: LandingService[]): Landing => ({
  scope: 'mine',
  ownsServices: services.length > 0,
  services,
  omittedServices: 0,
  events: [],
  sources: [],
});

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

function open(landing: HomeApi['landing'], at = '/') {
  const listeners = new Map<string, (message: object) => void>();
  const rendered = renderInTestApp(
    <>
      <HomePage />
      <Address />
    </>,
    {
      apis: [
        [homeApiRef, { landing }],
        [
          signalApiRef,
          {
            subscribe: (channel: string, onMessage: any) => {
              listeners.set(channel, onMessage);
              return { unsubscribe: () => listeners.delete(channel) };
            },
          },
        ],
      ],
      initialRouteEntries: [at],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    },
  );
  return {
    ...rendered,
    user: userEvent.setup(),
    signal: (channel: string) =>
      act(async () => listeners.get(channel)?.({ changed: true })),
  };
}

const row = async (name: string) =>
  (await screen.findByRole('link', { name })).closest('li')!;

describe('the first page', () => {
  it('counts what needs somebody, and leads to each', async () => {
    open(async () => landingOf(burning, service('gateway', { state: 'ok' })));
    expect(
      await screen.findByRole('heading', { name: '1 service needs a look' }),
    ).toBeInTheDocument();
    expect(screen.getByText('1 critical')).toBeInTheDocument();
    expect(screen.getByText('1 ok')).toBeInTheDocument();
    const line = within(await row('order-service'));
    expect(line.getByRole('link', { name: 'order-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service',
    );
    expect(
      line.getByRole('link', { name: 'Error budget gone in 4 h' }),
    ).toHaveAttribute('href', '/slo/lab~order-service~requests');
  });

  it('calls a service that nothing watches one that needs a look', async () => {
    open(async () =>
      landingOf(service('gateway', { statesMissing: 'not-watched' })),
    );
    expect(
      await screen.findByRole('heading', { name: '1 service needs a look' }),
    ).toBeInTheDocument();
    expect(await row('gateway')).toHaveTextContent(/No objective watches it/);
  });

  it('asks nobody to look at what they may not see', async () => {
    open(async () =>
      landingOf(service('gateway', { statesMissing: 'not-permitted' })),
    );
    expect(
      await screen.findByRole('heading', { name: /Nothing needs you/ }),
    ).toBeInTheDocument();
    expect(await row('gateway')).toHaveTextContent(/not for you to see/);
  });

  it('does not say that nothing needs anybody before it knows', async () => {
    const answers = [
      landingOf(service('order-service', { statesMissing: 'not-published' })),
      landingOf(burning),
    ];
    const { signal } = open(async () => answers.shift() ?? landingOf(burning));
    expect(
      await screen.findByRole('heading', {
        name: 'Finding out what needs you',
      }),
    ).toBeInTheDocument();
    expect(await row('order-service')).toHaveTextContent(/being found out/);
    await signal(homeChangedChannel);
    expect(
      await screen.findByRole('heading', { name: '1 service needs a look' }),
    ).toBeInTheDocument();
  });

  it('has the choice of services in its address', async () => {
    const landing = jest.fn(async () => landingOf());
    const { user } = open(landing);
    await user.click(
      await screen.findByRole('button', { name: 'Show all services' }),
    );
    expect(screen.getByLabelText('address')).toHaveTextContent('/?scope=all');
    expect(landing).toHaveBeenLastCalledWith('all', expect.anything());
  });

  it('says that it is of before while asking again fails', async () => {
    const landing = jest
      .fn<Promise<Landing>, any[]>()
      .mockResolvedValueOnce(landingOf(burning))
      .mockRejectedValueOnce(
        Object.assign(new Error('Your session has ended'), { status: 401 }),
      )
      .mockResolvedValue(landingOf(burning));
    const { signal } = open(landing);
    await row('order-service');
    await signal(homeChangedChannel);
    const notice = await screen.findByText(/^The portal cannot be reached/);
    expect(notice).toHaveTextContent(/Your session has ended$/);
    expect(await row('order-service')).toBeInTheDocument();
    await signal(homeChangedChannel);
    await waitFor(() => expect(notice).not.toBeInTheDocument());
  });

  it('says what failed, and tries again when asked to', async () => {
    // Not one of those that the page asks again for by itself.
    const refusal = Object.assign(new Error('not today'), { status: 403 });
    const landing = jest
      .fn<Promise<Landing>, any[]>()
      .mockRejectedValueOnce(refusal)
      .mockResolvedValue(landingOf(burning));
    const { user } = open(landing);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be loaded.*not today/,
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await row('order-service')).toBeInTheDocument();
  });
});
