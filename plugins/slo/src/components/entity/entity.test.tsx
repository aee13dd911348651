import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import { ReactElement } from 'react';
import { FixtureSloApi } from '../../__fixtures__/FixtureSloApi';
import { renderSlo } from '../../__testUtils__/renderSlo';
import { EntitySlosCard } from './EntitySlosCard';
import { EntitySlosContent } from './EntitySlosContent';

function entity(
  kind: string,
  name: string,
  annotations?: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
  };
}

function renderFor(
  of: Entity,
  element: ReactElement,
  api = new FixtureSloApi(),
) {
  return renderSlo(<EntityProvider entity={of}>{element}</EntityProvider>, {
    api: {
      overview: options => api.overview(options),
    },
  });
}

it.each([
  ['card', <EntitySlosCard key="card" />],
  ['tab', <EntitySlosContent key="tab" />],
])(
  'says in the %s that asking again has failed, until it succeeds',
  async (_, element) => {
    let isDown = false;
    const fixtures = new FixtureSloApi();
    const { signal } = renderSlo(
      <EntityProvider entity={entity('Component', 'order-service')}>
        {element}
      </EntityProvider>,
      {
        api: {
          overview: async options => {
            if (isDown) {
              throw new Error('the backend is restarting');
            }
            return fixtures.overview(options);
          },
        },
      },
    );
    await screen.findByRole('link', { name: 'requests-availability' });
    isDown = true;
    await signal({ changed: 'states' });
    const notice = await screen.findByText(/^The portal cannot be reached/);
    expect(notice).toHaveTextContent(/the backend is restarting$/);
    isDown = false;
    await signal({ changed: 'states' });
    await waitFor(() => expect(notice).not.toBeInTheDocument());
  },
);

describe('the card', () => {
  it('shows the SLOs of a component with budget and burn, the worst first', async () => {
    renderFor(entity('Component', 'order-service'), <EntitySlosCard />);
    const items = await screen.findAllByRole('listitem');
    expect(items).toHaveLength(2);
    const worst = within(items[0]);
    expect(
      worst.getByRole('link', { name: 'requests-availability' }),
    ).toHaveAttribute('href', '/slo/lab~order-service~requests-availability');
    expect(worst.getByText('21 m 5 s')).toBeInTheDocument();
    expect(worst.getByText('45')).toBeInTheDocument();
    expect(worst.getByText(/× in 1h/)).toBeInTheDocument();
    expect(
      worst.getByText('Burning its budget at page rate'),
    ).toBeInTheDocument();
    expect(screen.getByText('Critical')).toBeInTheDocument();
  });

  it('says what is measured', async () => {
    renderFor(entity('Component', 'order-service'), <EntitySlosCard />);
    expect(
      await screen.findByText('99 % of requests within 300 ms'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('99.9 % of requests without a failure'),
    ).toBeInTheDocument();
  });

  it('lists those of a team', async () => {
    renderFor(entity('Group', 'ml-team'), <EntitySlosCard />);
    expect(await screen.findAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText('No traffic')).toBeInTheDocument();
  });

  it('rolls a system up', async () => {
    renderFor(entity('System', 'notifications'), <EntitySlosCard />);
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('Warning')).toBeInTheDocument();
  });

  it('teaches how a component comes to SLOs', async () => {
    renderFor(entity('Component', 'newcomer'), <EntitySlosCard />);
    expect(await screen.findByText('No SLOs yet')).toBeInTheDocument();
    expect(screen.getByText('newcomer')).toBeInTheDocument();
    expect(screen.getByText('goreliable.dev/slo-service')).toBeInTheDocument();
  });

  it('says what failed', async () => {
    renderSlo(
      <EntityProvider entity={entity('Component', 'a')}>
        <EntitySlosCard />
      </EntityProvider>,
      { api: { overview: async () => Promise.reject(new Error('down')) } },
    );
    expect(
      await screen.findByText('SLOs could not be loaded'),
    ).toBeInTheDocument();
  });
});

describe('the tab', () => {
  it('lists the SLOs of a component without repeating whose they are', async () => {
    renderFor(entity('Component', 'order-service'), <EntitySlosContent />);
    expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
    const headers = screen
      .getAllByRole('columnheader')
      .map(header => header.textContent);
    expect(headers.join()).toContain('Budget left');
    expect(headers.join()).not.toContain('Service');
    expect(headers.join()).not.toContain('Owner');
  });

  it('groups those of a team by service', async () => {
    renderFor(entity('Group', 'ml-team'), <EntitySlosContent />);
    expect(
      await screen.findByRole('row', { name: /llm-gateway/, expanded: true }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('rowheader')).toHaveLength(3);
  });

  it('groups those of a system by service', async () => {
    renderFor(entity('System', 'notifications'), <EntitySlosContent />);
    expect(
      await screen.findByRole('row', {
        name: /notification-worker/,
        expanded: true,
      }),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('rowheader')).toHaveLength(2);
  });

  it('says of a system without any that it has none', async () => {
    renderFor(entity('System', 'empty'), <EntitySlosContent />);
    expect(
      await screen.findByText('Nothing that belongs to empty has an SLO yet.'),
    ).toBeInTheDocument();
  });
});
