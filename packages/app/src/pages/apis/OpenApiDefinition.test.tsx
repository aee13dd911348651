import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OpenApiDefinition } from './OpenApiDefinition';

jest.setTimeout(60_000);

// The test's browser has no layout, and so nowhere to scroll to.
const scrollIntoView = jest.fn();

beforeEach(() => {
  window.history.replaceState(null, '', '/');
  Element.prototype.scrollIntoView = scrollIntoView;
  jest.spyOn(window, 'scrollTo').mockImplementation(() => {});
});

const definition = (servers: object[]) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: {
      title: 'Orders',
      version: '1.2.0',
      description: 'Creates and reads orders.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers,
    tags: [{ name: 'orders' }],
    paths: {
      '/v1/orders/{id}': {
        get: {
          tags: ['orders'],
          operationId: 'getOrder',
          summary: 'Read one of the orders',
          parameters: [
            {
              name: 'id',
              in: 'path',
              required: true,
              schema: { type: 'string' },
            },
            {
              name: 'format',
              in: 'query',
              schema: { type: 'string', enum: ['json', 'text'] },
            },
          ],
          responses: {
            200: {
              description: 'The order',
              content: { 'application/json': { example: { id: 'o-1' } } },
            },
          },
        },
      },
    },
  });

const local = { url: '/', description: 'The service itself' };

async function show(servers: object[] = [local]) {
  render(<OpenApiDefinition definition={definition(servers)} />);
  return screen.findByRole('button', { name: /Read one/ }, { timeout: 30_000 });
}

it('is a part of a page: no main part, no first heading, headings in order', async () => {
  await show();
  expect(screen.queryByRole('main')).toBeNull();
  const levels = screen
    .getAllByRole('heading')
    .map(({ tagName }) => Number(tagName.slice(1)));
  expect(levels[0]).toBe(2);
  levels
    .slice(1)
    .forEach((level, index) =>
      expect(level).toBeLessThanOrEqual(levels[index] + 1),
    );
  expect(screen.getByText('1.2.0')).toBeInTheDocument();
  expect(screen.getByText('Creates and reads orders.')).toBeInTheDocument();
  expect(screen.getByText('Apache-2.0')).toBeInTheDocument();
});

it('has no control within another, and a name for each', async () => {
  const operation = await show();
  await userEvent.click(operation);
  const nested = 'button a, button button, button select, a button';
  expect(document.querySelector(nested)).toBeNull();
  expect(screen.getByRole('combobox', { name: 'Server' })).toHaveValue('/');
  expect(
    await screen.findByRole('combobox', { name: 'format' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('textbox', { name: 'id' })).toBeInTheDocument();
  expect(
    screen.getByRole('region', { name: 'Responses of get /v1/orders/{id}' }),
  ).toBeInTheDocument();
});

it('leaves the colours of code to the page', async () => {
  await userEvent.click(await show());
  const code = (await screen.findByText(/"o-1"/)).closest('pre')!;
  expect(code).not.toHaveAttribute('style');
  expect(code.querySelector('[style]')).toBeNull();
  // It may have to be scrolled.
  expect(code).toHaveAttribute('tabindex', '0');
});

it('puts what is opened into the address', async () => {
  await userEvent.click(await show());
  await waitFor(() => expect(window.location.hash).toBe('#/orders/getOrder'));
});

it('shows opened what the address asks for', async () => {
  window.history.replaceState(null, '', '/#/orders/getOrder');
  await show();
  expect(
    await screen.findByRole('combobox', { name: 'format' }),
  ).toBeInTheDocument();
  await waitFor(() =>
    expect(scrollIntoView.mock.contexts).toContain(
      document.getElementById('operations-orders-getOrder'),
    ),
  );
});

it('asks for what the address of a server leaves open', async () => {
  await show([
    {
      url: 'https://{region}.example.org',
      variables: { region: { default: 'eu', enum: ['eu', 'us'] } },
    },
  ]);
  const region = await screen.findByRole('combobox', { name: 'region' });
  await waitFor(() => expect(region).toHaveValue('eu'));
  await userEvent.selectOptions(region, 'us');
  expect(await screen.findByText('https://us.example.org')).toBeInTheDocument();
});
