import type { Entity } from '@backstage/catalog-model';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  MockStarredEntitiesApi,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import { address, renderPage } from '../__testUtils__/renderPage';
import { catalogFields } from './catalogRequest';
import { CatalogPage } from './CatalogPage';

function component(name: string, spec: object = {}, metadata: object = {}) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, ...metadata },
    spec: { type: 'service', lifecycle: 'production', ...spec },
  } as Entity;
}

const orders = component(
  'order-service',
  { owner: 'ordering-team', system: 'ordering' },
  { title: 'Order service', tags: ['go', 'postgresql', 'events', 'grpc'] },
);
const gateway = component('gateway', { owner: 'edge-team' }, { tags: ['go'] });
const worker = component('worker', { type: 'worker', owner: 'edge-team' });

type Answer = { items: Entity[]; totalItems?: number; next?: string };

const ada = {
  type: 'user',
  userEntityRef: 'user:default/ada',
  ownershipEntityRefs: ['user:default/ada', 'group:default/edge-team'],
};

function setUp(
  options: {
    identity?: () => Promise<object>;
    answers?: (Answer | Error)[];
    at?: string;
    starred?: string[];
  } = {},
) {
  const answers = options.answers ?? [{ items: [orders, gateway, worker] }];
  let asked = 0;
  const queryEntities = jest.fn(async (_request: object) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer instanceof Error) {
      throw answer;
    }
    return {
      items: answer.items,
      totalItems: answer.totalItems ?? answer.items.length,
      pageInfo: { nextCursor: answer.next },
    };
  });
  const starredApi = new MockStarredEntitiesApi();
  options.starred?.forEach(ref => starredApi.toggleStarred(ref));
  const getBackstageIdentity = options.identity ?? (async () => ada);
  const user = renderPage(<CatalogPage />, {
    at: options.at,
    apis: [
      [catalogApiRef, { queryEntities }],
      [starredEntitiesApiRef, starredApi],
      [identityApiRef, { getBackstageIdentity }],
    ],
  });
  return { user, queryEntities };
}

const rowNames = () =>
  screen.getAllByRole('rowheader').map(header => header.textContent);

describe('the catalog', () => {
  it('lists components by name, answered by one request for what is shown', async () => {
    const { queryEntities } = setUp();
    await waitFor(() =>
      expect(rowNames()).toEqual(['gateway', 'Order service', 'worker']),
    );
    expect(queryEntities).toHaveBeenCalledTimes(1);
    expect(queryEntities).toHaveBeenCalledWith({
      filter: { kind: 'component' },
      fields: catalogFields,
      limit: 1_000,
    });
    expect(screen.getByText('3')).toBeInTheDocument();
  });

  it('leads from a row to the entity, its owner and its system', async () => {
    setUp();
    const row = within(
      await screen.findByRole('row', { name: /Order service/ }),
    );
    const hrefOf = (name: string) =>
      row.getByRole('link', { name }).getAttribute('href');
    expect(hrefOf('Order service')).toBe(
      '/catalog/default/component/order-service',
    );
    expect(hrefOf('ordering-team')).toBe(
      '/catalog/default/group/ordering-team',
    );
    expect(hrefOf('ordering')).toBe('/catalog/default/system/ordering');
    expect(
      within(row.getByRole('list', { name: 'Tags' }))
        .getAllByRole('listitem')
        .map(tag => tag.textContent),
    ).toEqual(['go', 'postgresql', '+2events, grpc']);
  });

  it('gives no room to columns that no row fills', async () => {
    setUp({ answers: [{ items: [gateway, worker] }] });
    expect(
      await screen.findByRole('columnheader', { name: 'Owner' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(screen.queryByRole('columnheader', { name: 'System' })).toBeNull(),
    );
  });

  it('narrows by what the address says', async () => {
    setUp({ at: '/?catalog.type=worker' });
    await waitFor(() => expect(rowNames()).toEqual(['worker']));
  });

  it('keeps a filter in the address', async () => {
    const { user } = setUp();
    await user.type(await screen.findByRole('searchbox'), 'order');
    await waitFor(() => expect(rowNames()).toEqual(['Order service']));
    expect(address()).toBe('/?catalog.q=order');
  });

  it('asks for another kind when its tab is followed', async () => {
    const { user, queryEntities } = setUp();
    await screen.findByText('worker', { selector: 'a' });
    await user.click(screen.getByRole('link', { name: 'APIs' }));
    expect(address()).toBe('/?kind=api');
    await waitFor(() =>
      expect(queryEntities).toHaveBeenLastCalledWith(
        expect.objectContaining({ filter: { kind: 'api' } }),
      ),
    );
    expect(screen.getByRole('link', { name: 'APIs' })).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  it('asks for what the person’s teams own', async () => {
    const { queryEntities } = setUp({ at: '/?scope=mine' });
    await screen.findByText('gateway');
    expect(queryEntities).toHaveBeenCalledTimes(1);
    expect(queryEntities.mock.calls[0][0]).toMatchObject({
      filter: {
        kind: 'component',
        'relations.ownedBy': ['user:default/ada', 'group:default/edge-team'],
      },
    });
  });

  it('understands links to the stock page', async () => {
    setUp({ at: '/?filters[kind]=component&filters[type]=worker' });
    await waitFor(() => expect(rowNames()).toEqual(['worker']));
    expect(address()).toBe('/?catalog.type=worker');
  });

  it('stars an entity and takes the star away', async () => {
    const { user } = setUp();
    const star = () => screen.getByRole('button', { name: 'Star gateway' });
    await waitFor(() =>
      expect(star()).toHaveAttribute('aria-pressed', 'false'),
    );
    await user.click(star());
    await waitFor(() => expect(star()).toHaveAttribute('aria-pressed', 'true'));
    await user.click(star());
    await waitFor(() =>
      expect(star()).toHaveAttribute('aria-pressed', 'false'),
    );
  });
});

describe('a catalog too long for one answer', () => {
  it('is shown as it comes, and completed', async () => {
    const { queryEntities } = setUp({
      answers: [
        { items: [gateway], totalItems: 2, next: 'more' },
        { items: [worker], totalItems: 2 },
      ],
    });
    await waitFor(() => expect(rowNames()).toEqual(['gateway', 'worker']));
    expect(queryEntities).toHaveBeenCalledTimes(2);
    expect(queryEntities.mock.calls[1][0]).toMatchObject({ cursor: 'more' });
    expect(screen.queryByText(/is on its way/)).toBeNull();
  });

  it('says where it ends', async () => {
    const { queryEntities } = setUp({
      answers: Array.from({ length: 10 }, (_, page) => ({
        items: [component(`service-${page}`)],
        totalItems: 12_345,
        next: 'more',
      })),
    });
    expect(
      await screen.findByText(/^The first 10 of 12,345 are listed/),
    ).toBeInTheDocument();
    expect(queryEntities).toHaveBeenCalledTimes(10);
  });

  it('keeps what it has when the rest fails', async () => {
    setUp({
      answers: [
        { items: [gateway], totalItems: 2, next: 'more' },
        new Error('the catalog is restarting'),
      ],
    });
    expect(
      await screen.findByText(/1 of 2 are listed; the rest failed to load/),
    ).toBeInTheDocument();
    expect(rowNames()).toEqual(['gateway']);
  });
});

describe('an empty catalog', () => {
  it.each([
    ['/', 'The catalog has no components', 'Create service'],
    ['/?scope=mine', 'Your teams own no components', 'Show all components'],
    [
      '/?scope=starred',
      'You have starred no components',
      'Show all components',
    ],
    ['/?kind=api', 'The catalog has no APIs', 'Create service'],
  ])('at %p says why, and what to do', async (at, title, action) => {
    setUp({ answers: [{ items: [] }], at });
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: action }).length,
    ).toBeGreaterThan(0);
  });

  it('asks nothing for who has starred nothing', async () => {
    const { queryEntities } = setUp({ at: '/?scope=starred' });
    await screen.findByText('You have starred no components');
    expect(queryEntities).not.toHaveBeenCalled();
  });
});

it('says that it does not know whose entities to list', async () => {
  setUp({
    at: '/?scope=mine',
    identity: async () => {
      throw new Error('the session has ended');
    },
  });
  expect(
    await screen.findByText('The catalog could not be loaded'),
  ).toBeInTheDocument();
  expect(screen.getByText(/the session has ended/)).toBeInTheDocument();
});

it('says what failed, and tries again', async () => {
  const { user } = setUp({
    answers: [new Error('the catalog is restarting'), { items: [gateway] }],
  });
  expect(
    await screen.findByText('The catalog could not be loaded'),
  ).toBeInTheDocument();
  expect(screen.getByText(/the catalog is restarting/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(rowNames()).toEqual(['gateway']));
});
