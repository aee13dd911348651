import { screen, within } from '@testing-library/react';
import { gateway, testEvent } from '../__testUtils__/events';
import { renderEntityTimeline } from '../__testUtils__/renderEntityTimeline';

describe('events', () => {
  it('stand under their day with kind, title, place, actor and trouble in words', async () => {
    renderEntityTimeline(async () => ({
      events: [
        testEvent('a', 0, {
          kind: 'alert',
          severity: 'critical',
          title: 'Budget burns',
          href: 'https://alerts.example/1',
        }),
        testEvent('b', 0, {
          title: 'Deployed 2.0',
          entityRef: 'component:default/orders',
          actor: 'user:default/ada',
          href: '/argocd/orders',
        }),
      ],
      scope: {
        truncated: false,
        entities: [
          { entityRef: gateway, hops: 0 },
          {
            entityRef: 'component:default/orders',
            hops: 1,
            via: gateway,
            relation: 'dependsOn',
          },
        ],
      },
    }));
    const today = await screen.findByRole('region', { name: /^Today/ });
    expect(within(today).getByText('2 events')).toBeInTheDocument();
    const [alert, deploy] = within(today).getAllByRole('listitem');

    expect(within(alert).getByText('Alert:')).toBeInTheDocument();
    expect(
      within(alert).getByRole('img', { name: 'Critical' }),
    ).toBeInTheDocument();
    const outside = within(alert).getByRole('link', {
      name: 'Budget burns (opens in a new tab)',
    });
    expect(outside).toHaveAttribute('rel', 'noopener noreferrer');
    expect(alert).not.toHaveTextContent('away');

    expect(
      within(deploy).getByRole('link', { name: 'Deployed 2.0' }),
    ).toHaveAttribute('href', '/argocd/orders');
    expect(deploy).toHaveTextContent('orders (1 step away)');
    expect(within(deploy).getByRole('link', { name: 'ada' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ada',
    );
    expect(within(deploy).queryByRole('img')).not.toBeInTheDocument();
  });

  it('tell their details on demand, by keyboard too', async () => {
    const { user } = renderEntityTimeline([
      testEvent('a', 0, {
        data: { imageTag: 'v2', change: { replicas: [3, 6] } },
      }),
    ]);
    const button = await screen.findByRole('button', {
      name: 'Details of Event a',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await user.keyboard('{Enter}');
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const details = document.getElementById(
      button.getAttribute('aria-controls')!,
    )!;
    expect(details).toHaveTextContent('Image tagv2');
    expect(details).toHaveTextContent('"replicas": [ 3, 6 ]');
    expect(details).toHaveTextContent('Told bytest test:a');
    await user.keyboard('{Enter}');
    expect(screen.queryByText('Image tag')).not.toBeInTheDocument();
  });

  it('of one sort in quick succession are one line until unfolded', async () => {
    const { user } = renderEntityTimeline(
      [1, 2, 3, 4].map(minutes =>
        testEvent(String(minutes), minutes / 100, {
          kind: 'rollout',
          severity: minutes === 3 ? 'warning' : 'info',
        }),
      ),
    );
    expect(await screen.findByText('4 rollout steps')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Warning' })).toBeInTheDocument();
    expect(screen.queryByText('Event 2')).not.toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Show 4 rollout steps' }),
    );
    expect(screen.getByText('Event 2')).toBeInTheDocument();
  });

  it('that carry markup show it as text', async () => {
    renderEntityTimeline([
      testEvent('a', 0, { title: '<img src=x onerror=alert(1)>' }),
    ]);
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
  });
});
