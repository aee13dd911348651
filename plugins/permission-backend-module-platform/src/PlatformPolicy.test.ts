import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  Permission,
  createPermission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { readRoles } from './config';
import { PlatformPolicy } from './PlatformPolicy';

const roles = readRoles(
  new ConfigReader({
    permission: {
      platform: {
        roles: [
          { name: 'responder', members: ['group:default/sre-team'] },
          { name: 'platform-admin', members: ['group:default/platform-team'] },
          { name: 'viewer', except: ['user:default/cleo'] },
          { name: 'service-owner', except: ['user:default/cleo'] },
          {
            name: 'contractor',
            members: ['user:default/cleo'],
            grants: [{ permission: 'catalog.entity.read', when: 'owner' }],
          },
        ],
      },
    },
  }),
);
const policy = new PlatformPolicy(roles);

function person(name: string, ...groups: string[]): PolicyQueryUser {
  const userEntityRef = `user:default/${name}`;
  return {
    info: { userEntityRef, ownershipEntityRefs: [userEntityRef, ...groups] },
  } as PolicyQueryUser;
}

const guest = person('guest');
const victor = person('victor', 'group:default/goreliable');
const omar = person('omar', 'group:default/ordering-team');
const grace = person('grace', 'group:default/sre-team');
const ada = person('ada', 'group:default/platform-team');

const cleo = person('cleo', 'group:default/ordering-team');

const readEntity = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});
const deleteEntity = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
  resourceType: 'catalog-entity',
});
const readTask = createPermission({
  name: 'scaffolder.task.read',
  attributes: { action: 'read' },
  resourceType: 'scaffolder-task',
});
const createTask = createPermission({
  name: 'scaffolder.task.create',
  attributes: { action: 'create' },
});
const reviewSlo = createPermission({
  name: 'slo.review',
  attributes: { action: 'update' },
  resourceType: 'slo',
});
const proposeWithoutResource = createPermission({
  name: 'slo.propose',
  attributes: { action: 'create' },
});
const acknowledgeIncident = createPermission({
  name: 'incident.acknowledge',
  attributes: { action: 'update' },
  resourceType: 'incident',
});
const manageTemplates = createPermission({
  name: 'scaffolder.template.management',
  attributes: {},
});
const unheardOf = createPermission({
  name: 'something.new',
  attributes: { action: 'update' },
});

const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;

describe('PlatformPolicy', () => {
  it.each<[string, Permission, PolicyQueryUser | undefined, AuthorizeResult]>([
    ['nobody reads', readEntity, undefined, DENY],
    ['a guest reads', readEntity, guest, ALLOW],
    ['a guest creates nothing', createTask, guest, DENY],
    ['a guest sees own tasks only', readTask, guest, CONDITIONAL],
    ['an owner reads', readEntity, omar, ALLOW],
    ['an owner creates', createTask, omar, ALLOW],
    ['an owner deletes what is owned', deleteEntity, omar, CONDITIONAL],
    ['an owner reviews own objectives', reviewSlo, omar, CONDITIONAL],
    ['a basic permission has no owner', proposeWithoutResource, omar, DENY],
    ['an owner acts on own incidents', acknowledgeIncident, omar, CONDITIONAL],
    ['a responder acts on all incidents', acknowledgeIncident, grace, ALLOW],
    ['a responder manages no templates', manageTemplates, grace, DENY],
    ['an admin manages templates', manageTemplates, ada, ALLOW],
    ['an admin sees all tasks', readTask, ada, ALLOW],
    ['an unheard-of act is refused', unheardOf, grace, DENY],
    ['an unheard-of act is an admin’s', unheardOf, ada, ALLOW],
    ['a viewer in a group is an owner too', createTask, victor, ALLOW],
    ['an exception reads what is owned', readEntity, cleo, CONDITIONAL],
    ['an exception lacks the rest of the role', readTask, cleo, DENY],
    ['an exception acts on nothing', reviewSlo, cleo, DENY],
  ])('%s', async (_, permission, user, expected) => {
    await expect(policy.handle({ permission }, user)).resolves.toMatchObject({
      result: expected,
    });
  });

  it('asks the plugin of the resource about its owner', async () => {
    await expect(
      policy.handle({ permission: acknowledgeIncident }, omar),
    ).resolves.toEqual({
      result: CONDITIONAL,
      pluginId: 'incidents',
      resourceType: 'incident',
      conditions: {
        anyOf: [
          {
            rule: 'IS_OWNER',
            resourceType: 'incident',
            params: {
              claims: ['user:default/omar', 'group:default/ordering-team'],
            },
          },
        ],
      },
    });
  });

  it('asks the catalog and the scaffolder in their own words', async () => {
    await expect(
      policy.handle({ permission: deleteEntity }, omar),
    ).resolves.toMatchObject({
      pluginId: 'catalog',
      conditions: { anyOf: [{ rule: 'IS_ENTITY_OWNER' }] },
    });
    await expect(
      policy.handle({ permission: readTask }, omar),
    ).resolves.toMatchObject({
      pluginId: 'scaffolder',
      conditions: {
        anyOf: [{ params: { createdBy: ['user:default/omar'] } }],
      },
    });
  });
});

describe('readRoles', () => {
  const read = (value: unknown) =>
    readRoles(
      new ConfigReader({ permission: { platform: { roles: value as never } } }),
    );

  it('keeps the default grants where only members are given', () => {
    const responder = roles.find(role => role.name === 'responder');
    expect(responder?.members).toEqual(['group:default/sre-team']);
    expect(responder?.grants).toContainEqual({ permission: 'incident.*' });
  });

  it('keeps members and grants where only exceptions are given', () => {
    const [viewer] = read([{ name: 'viewer', except: ['user:default/cleo'] }]);
    expect(viewer).toMatchObject({
      members: ['*'],
      except: ['user:default/cleo'],
      grants: expect.arrayContaining([{ permission: '*', action: 'read' }]),
    });
  });

  it('adds roles', () => {
    expect(
      read([
        {
          name: 'auditor',
          members: ['user:default/eve'],
          grants: [{ permission: 'scaffolder.task.read' }],
        },
      ]).map(role => role.name),
    ).toEqual([
      'viewer',
      'service-owner',
      'responder',
      'platform-admin',
      'auditor',
    ]);
  });

  it.each([
    [[{ name: 'viewer', members: ['everybody'] }], /roles\.0\.members\.0/],
    [[{ name: 'viewer', except: ['cleo'] }], /roles\.0\.except\.0/],
    [[{ name: 'viewer', grants: [{ permission: 'Slo' }] }], /grants\.0/],
    [[{ name: 'viewer', rights: [] }], /roles\.0.*rights/],
    [[{ name: 'viewer' }, { name: 'viewer' }], /once/],
  ])('refuses %j and names the key', (value, message) => {
    expect(() => read(value)).toThrow(message);
  });
});
