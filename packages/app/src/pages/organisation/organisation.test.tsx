import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { renderPage } from '../__testUtils__/renderPage';
import { AboutCard } from './AboutCard';
import { initialsOf } from './initials';
import { MembersCard } from './MembersCard';
import { byKind, ownersOf } from './owned';
import { OwnedCard } from './OwnedCard';

function entity(
  kind: string,
  name: string,
  spec: any = {},
  ...relations: [string, string][]
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, description: `About ${name}` },
    spec,
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const team = entity(
  'Group',
  'ordering',
  { profile: { email: 'ordering@goreliable.dev' } },
  ['childOf', 'group:default/everybody'],
  ['hasMember', 'user:default/omar'],
  ['hasMember', 'user:default/gone'],
);

function show(card: JSX.Element, catalogApi: object, of = team) {
  return renderPage(<EntityProvider entity={of}>{card}</EntityProvider>, {
    apis: [[catalogApiRef, catalogApi]],
  });
}

const owns = (items: Entity[]) => ({
  queryEntities: jest.fn(async (_: any) => ({
    items,
    totalItems: items.length,
  })),
});

it('says who a team is and where it belongs', async () => {
  show(<AboutCard />, {});
  expect(await screen.findByText('About ordering')).toBeInTheDocument();
  expect(
    screen.getByRole('link', { name: 'ordering@goreliable.dev' }),
  ).toHaveAttribute('href', 'mailto:ordering@goreliable.dev');
  expect(screen.getByText('Part of').nextSibling).toHaveTextContent(
    'everybody',
  );
  expect(screen.queryByText('Member of')).toBeNull();
});

it('names the members, also one that the catalog does not know', async () => {
  const getEntitiesByRefs = async ({ entityRefs }: any) => ({
    items: entityRefs.map((ref: string) =>
      ref === 'user:default/omar'
        ? entity('User', 'omar', {
            profile: { displayName: 'Omar Haddad', email: 'omar@x.dev' },
          })
        : undefined,
    ),
  });
  show(<MembersCard />, { getEntitiesByRefs });
  const items = await screen.findAllByRole('listitem');
  expect(items.map(item => item.textContent)).toEqual([
    'Ggone',
    'OHOmar Haddadomar@x.dev',
  ]);
  expect(
    within(items[1]).getByRole('link', { name: 'Omar Haddad' }),
  ).toHaveAttribute('href', '/catalog/default/user/omar');
});

it('teaches why a team has no members', async () => {
  show(<MembersCard />, {}, entity('Group', 'everybody'));
  expect(await screen.findByText('No members')).toBeInTheDocument();
});

it('lists what a team owns by kind, its headings in order', async () => {
  const api = owns([
    entity('API', 'orders', { type: 'openapi' }),
    entity('Component', 'order-service', { type: 'service' }),
    entity('Location', 'generated'),
  ]);
  show(<OwnedCard />, api);
  await screen.findByRole('link', { name: 'order-service' });
  expect(
    screen
      .getAllByRole('heading')
      .map(each => [each.tagName, each.textContent]),
  ).toEqual([
    ['H3', 'Owns'],
    ['H4', 'Components 1'],
    ['H4', 'APIs 1'],
  ]);
  expect(api.queryEntities.mock.calls[0][0].filter).toEqual({
    'relations.ownedBy': ['group:default/ordering'],
  });
});

it('teaches how something becomes owned', async () => {
  show(<OwnedCard />, owns([]));
  expect(await screen.findByText('Owns nothing yet')).toBeInTheDocument();
});

it('says what failed, and tries again', async () => {
  let isDown = true;
  const user = show(<OwnedCard />, {
    queryEntities: async () => {
      if (isDown) {
        throw new Error('the catalog is restarting');
      }
      return { items: [entity('System', 'shop')], totalItems: 1 };
    },
  });
  expect(
    await screen.findByText('What is owned could not be listed'),
  ).toBeInTheDocument();
  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByRole('link', { name: 'shop' })).toBeInTheDocument();
});

it('counts a person’s teams as theirs', async () => {
  const person = entity('User', 'omar', {}, [
    'memberOf',
    'group:default/ordering',
  ]);
  expect(await ownersOf(person, {} as any)).toEqual([
    'user:default/omar',
    'group:default/ordering',
  ]);
});

it('counts all teams below a team, and comes to an end where they contain each other', async () => {
  const below = new Map([
    [
      'group:default/a',
      entity('Group', 'a', {}, ['parentOf', 'group:default/b']),
    ],
    [
      'group:default/b',
      entity('Group', 'b', {}, ['parentOf', 'group:default/a']),
    ],
  ]);
  const getEntitiesByRefs = async ({ entityRefs }: any) => ({
    items: entityRefs.map((ref: string) => below.get(ref)),
  });
  const all = entity('Group', 'all', {}, ['parentOf', 'group:default/a']);
  expect(await ownersOf(all, { getEntitiesByRefs } as any)).toEqual([
    'group:default/all',
    'group:default/a',
    'group:default/b',
  ]);
});

it('puts known kinds first, each by title', () => {
  expect(
    byKind([
      entity('Template', 'go'),
      entity('API', 'z'),
      entity('API', 'a'),
    ]).map(({ kind, rows }) => [kind, rows.map(({ name }) => name)]),
  ).toEqual([
    ['api', ['a', 'z']],
    ['template', ['go']],
  ]);
});

it.each([
  ['Omar Haddad', 'OH'],
  ['omar', 'O'],
  ['Ana Maria de Souza', 'AS'],
  ['order-bot', 'OB'],
  ['', ''],
])('%p has the initials %p', (name, expected) => {
  expect(initialsOf(name)).toBe(expected);
});
