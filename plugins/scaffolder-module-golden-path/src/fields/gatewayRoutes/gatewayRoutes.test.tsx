import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectNoAxeViolations,
  renderField,
} from '../../__testUtils__/renderField';
import { GatewayRoutes } from './GatewayRoutes';
import { problemsOf, routeInWords, routeProblems, withService } from './routes';

const component = (name: string, type: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name },
  spec: { type },
});
const catalog = catalogApiMock({
  entities: [
    component('order-service', 'service'),
    component('llm-gateway', 'service'),
    component('notification-worker', 'worker'),
  ],
});
const apis = [[catalogApiRef, catalog]] as const;
const schema = { title: 'Routes', description: 'Who answers what.' };
const route = (number: number) =>
  within(screen.getByRole('group', { name: `Route ${number}` }));

describe('GatewayRoutes', () => {
  it('begins with a route, and suggests services and a path', async () => {
    const { container, onChange } = await renderField(GatewayRoutes, {
      apis,
      schema,
    });
    expect(screen.getByRole('group', { name: 'Routes' })).toBeInTheDocument();
    await userEvent.click(route(1).getByRole('combobox', { name: /Service/ }));
    expect(
      (await screen.findAllByRole('option')).map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['llm-gateway', 'order-service']);
    await userEvent.click(
      screen.getByRole('option', { name: 'order-service' }),
    );
    expect(onChange).toHaveBeenLastCalledWith([
      { service: 'order-service', prefix: '/api/order' },
    ]);
    expect(
      screen.getByText(
        '/api/order/… goes to /api/order/… of order-service, at the address in ORDER_SERVICE_URL.',
      ),
    ).toBeInTheDocument();
    await expectNoAxeViolations(container);
  });

  it('takes the same suggestion again after what was taken has been edited', async () => {
    const { onChange } = await renderField(GatewayRoutes, { apis, schema });
    const service = route(1).getByRole('combobox', { name: /Service/ });
    const choose = async () =>
      userEvent.click(
        await screen.findByRole('option', { name: 'order-service' }),
      );
    await userEvent.click(service);
    await choose();
    await userEvent.type(service, '{Backspace}');
    expect(service).toHaveValue('order-servic');
    await choose();
    expect(service).toHaveValue('order-service');
    expect(onChange).toHaveBeenLastCalledWith([
      { service: 'order-service', prefix: '/api/order' },
    ]);
  });

  it('takes a suggestion in the place of a route that is gone', async () => {
    const { onChange } = await renderField(GatewayRoutes, { apis, schema });
    const choose = async (number: number, name: string) => {
      await userEvent.click(
        route(number).getByRole('combobox', { name: /Service/ }),
      );
      await userEvent.click(await screen.findByRole('option', { name }));
    };
    await choose(1, 'order-service');
    await userEvent.click(screen.getByRole('button', { name: 'Add a route' }));
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove route 1' }),
    );
    await choose(1, 'order-service');
    expect(onChange).toHaveBeenLastCalledWith([
      { service: 'order-service', prefix: '/api/order' },
    ]);
  });

  it('takes a service that the catalog does not know', async () => {
    const { onChange } = await renderField(GatewayRoutes, { apis, schema });
    await userEvent.type(
      route(1).getByRole('combobox', { name: /Service/ }),
      'Billing',
    );
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith([
      { service: 'billing', prefix: '/api/billing' },
    ]);
  });

  it('adds and removes routes without losing the keyboard', async () => {
    const { onChange } = await renderField(GatewayRoutes, {
      apis,
      schema,
      formData: [{ prefix: '/api/a', service: 'a-service' }],
    });
    expect(
      screen.queryByRole('button', { name: 'Remove route 1' }),
    ).not.toBeInTheDocument();
    const add = screen.getByRole('button', { name: 'Add a route' });
    await userEvent.click(add);
    await userEvent.type(
      route(2).getByRole('textbox', { name: /Path for callers/ }),
      '/api/b',
    );
    expect(onChange).toHaveBeenLastCalledWith([
      { prefix: '/api/a', service: 'a-service' },
      { prefix: '/api/b' },
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove route 1' }),
    );
    expect(onChange).toHaveBeenLastCalledWith([{ prefix: '/api/b' }]);
    expect(add).toHaveFocus();
  });

  it('shows what is wrong where it is', async () => {
    await renderField(GatewayRoutes, {
      apis,
      schema,
      formData: [
        { prefix: '/api/a', service: 'a-service' },
        { prefix: '/api/a', service: 'B!', rewrite: 'v1' },
      ],
    });
    const second = route(2);
    expect(
      second.getByRole('textbox', { name: /Path for callers/ }),
    ).toHaveAccessibleDescription('Route 1 has this path already.');
    expect(
      second.getByRole('textbox', { name: /Path at the service/ }),
    ).toBeInvalid();
    expect(second.getByRole('combobox', { name: /Service/ })).toBeInvalid();
  });
});

describe('routes', () => {
  it('names every problem for the summary above the form', () => {
    expect(problemsOf([])).toEqual(['A gateway needs a route.']);
    expect(problemsOf([{}, { prefix: '/a', service: 'x-service' }])).toEqual([
      'Route 1: the path is missing.',
      'Route 1: the service is missing.',
    ]);
  });

  it('does not blame the first of two equal paths', () => {
    const routes = [{ prefix: '/a' }, { prefix: '/a' }];
    expect(routeProblems(routes, 0).prefix).toBeUndefined();
    expect(routeProblems(routes, 1).prefix).toContain('Route 1');
  });

  it('keeps a path that was chosen before', () => {
    expect(withService({ prefix: '/x' }, 'order-service').prefix).toBe('/x');
    expect(withService({}, undefined)).toEqual({});
  });

  it('says what a complete route does', () => {
    expect(
      routeInWords({ prefix: '/api', service: 'shop', rewrite: '/v1' }),
    ).toBe('/api/… goes to /v1/… of shop, at the address in SHOP_URL.');
    expect(routeInWords({ prefix: '/api' })).toBeUndefined();
  });
});
