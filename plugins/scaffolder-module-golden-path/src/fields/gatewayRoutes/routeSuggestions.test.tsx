import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderField } from '../../__testUtils__/renderField';
import { GatewayRoutes } from './GatewayRoutes';
import { problemsOf, routeInWords } from './routes';
import { elsewhere } from './suggestions';

const service = (name: string, system?: string, namespace?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: namespace
      ? { 'backstage.io/kubernetes-namespace': namespace }
      : undefined,
  },
  spec: { type: 'service', system },
});
const apis = [
  [
    catalogApiRef,
    catalogApiMock({
      entities: [
        service('order-service', 'ordering'),
        service('cart', 'system:shop/Check_out'),
        service('moved', 'ordering', 'elsewhere'),
        service('homeless'),
      ],
    }),
  ],
] as const;

it('suggests services with the namespaces that they are found in', async () => {
  const { onChange } = await renderField(GatewayRoutes, { apis });
  await userEvent.click(screen.getByRole('combobox', { name: /Service/ }));
  expect(
    (await screen.findAllByRole('option')).map(option => option.textContent),
  ).toEqual([
    'cart.check-out',
    'homeless',
    'moved.elsewhere',
    'order-service.ordering',
  ]);
  await userEvent.click(
    screen.getByRole('option', { name: 'order-service.ordering' }),
  );
  expect(onChange).toHaveBeenLastCalledWith([
    { service: 'order-service.ordering', prefix: '/api/order' },
  ]);
});

it('says where a service is that was named as if it were beside the gateway', async () => {
  await renderField(GatewayRoutes, {
    apis,
    answers: { system: 'system:default/edge' },
    formData: [{ prefix: '/api/orders', service: 'order-service' }],
  });
  expect(
    await screen.findByText(
      'It runs in another namespace: write order-service.ordering.',
    ),
  ).toBeInTheDocument();
});

describe('elsewhere', () => {
  const services = ['homeless', 'order-service.ordering'];

  it.each([
    ['a service of the own system', 'order-service', 'system:default/ordering'],
    ['one that is named in full', 'order-service.ordering', 'edge'],
    ['one that nobody knows', 'billing', 'edge'],
    ['one without a system', 'homeless', 'edge'],
    ['one while the system is open', 'order-service', undefined],
    ['none', undefined, 'edge'],
  ])('has nothing against %s', (_, name, system) => {
    expect(elsewhere(name, services, system)).toBeUndefined();
  });
});

describe('routes', () => {
  it('names the variable without the namespace', () => {
    expect(
      routeInWords({ prefix: '/api', service: 'order-service.ordering' }),
    ).toBe(
      '/api/… goes to /api/… of order-service.ordering, at the address in ORDER_SERVICE_URL.',
    );
  });

  it('refuses what is no namespace, and two of one service', () => {
    expect(
      problemsOf([
        { prefix: '/a', service: 'one-service.a' },
        { prefix: '/b', service: 'one-service.b' },
        { prefix: '/c', service: 'two-service.A_b' },
      ]),
    ).toEqual([
      'Route 2: Route 1 has this service in another namespace.',
      expect.stringContaining('Route 3: What follows the dot is the namespace'),
    ]);
  });
});
