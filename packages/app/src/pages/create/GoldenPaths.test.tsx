import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../__testUtils__/renderPage';
import { GoldenPaths } from './GoldenPaths';

function template(name: string, title: string, tags: string[] = []): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, title, tags, description: `Gives ${title}` },
    spec: {
      type: 'service',
      owner: 'group:default/platform-team',
      parameters: [{ title: 'Service' }],
    },
  };
}

const both = [
  template('go-worker', 'Go worker'),
  template('go-service', 'Go service', ['recommended', 'postgresql']),
];

function setUp(answer: () => Entity[], at?: string) {
  const queryEntities = jest.fn(async () => ({ items: answer() }));
  return renderPage(<GoldenPaths />, {
    at,
    apis: [[catalogApiRef, { queryEntities }]],
  });
}

const headings = () =>
  screen.getAllByRole('heading', { level: 2 }).map(h => h.textContent);

it('shows what each path gives, and one way in', async () => {
  setUp(() => both);
  await screen.findByText('2 golden paths');
  expect(headings()).toEqual(['Go service', 'Go worker']);
  const [card] = within(
    screen.getByRole('list', { name: 'Golden paths' }),
  ).getAllByText(/^Gives/);
  const item = within(card.closest('li')!);
  expect(item.getByText('Recommended')).toBeInTheDocument();
  expect(item.getByText('postgresql')).toBeInTheDocument();
  expect(item.getByRole('link', { name: 'platform-team' })).toHaveAttribute(
    'href',
    '/catalog/default/group/platform-team',
  );
  expect(item.getByRole('link', { name: 'Use Go service' })).toHaveAttribute(
    'href',
    '/create/templates/default/go-service',
  );
});

it('is narrowed by words, kept in the address', async () => {
  const user = setUp(() => both);
  await user.type(await screen.findByRole('searchbox'), 'worker');
  await waitFor(() => expect(headings()).toEqual(['Go worker']));
  expect(address()).toBe('/?q=worker');
  expect(screen.getByText('1 of 2')).toBeInTheDocument();
});

it('says that none matches, and clears', async () => {
  const user = setUp(() => both, '/?q=rust');
  await user.click(await screen.findByRole('button', { name: 'Clear filter' }));
  await waitFor(() => expect(headings()).toHaveLength(2));
});

it('teaches what a golden path is when there is none', async () => {
  setUp(() => []);
  expect(await screen.findByText('No golden paths yet')).toBeInTheDocument();
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const user = setUp(() => {
    if (isDown) {
      throw new Error('the catalog is restarting');
    }
    return both;
  });
  expect(
    await screen.findByText('The golden paths could not be loaded'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(headings()).toHaveLength(2));
});
