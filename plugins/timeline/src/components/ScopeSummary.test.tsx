import { screen } from '@testing-library/react';
import { gateway } from '../__testUtils__/events';
import { renderEntityTimeline } from '../__testUtils__/renderEntityTimeline';

it('says which entities are covered and how they are connected', async () => {
  const { user } = renderEntityTimeline(async () => ({
    events: [],
    scope: {
      truncated: true,
      entities: [
        { entityRef: gateway, hops: 0 },
        {
          entityRef: 'api:default/orders-api',
          hops: 1,
          via: gateway,
          relation: 'consumesApi',
        },
        {
          entityRef: 'component:default/orders',
          hops: 1,
          via: 'api:default/orders-api',
          relation: 'apiProvidedBy',
        },
      ],
    },
  }));
  await user.click(
    await screen.findByRole('button', { name: 'Covers 3 entities' }),
  );
  const items = screen.getAllByRole('listitem').map(item => item.textContent);
  expect(items).toEqual([
    'gateway',
    'orders-api1 step away: gateway consumes it',
    'orders1 step away: provides orders-api',
  ]);
  expect(screen.getByText(/only the nearest/)).toBeInTheDocument();
});
