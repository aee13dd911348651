import { randomUUID } from 'node:crypto';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { timelineReadPermission } from '@goreliable/plugin-timeline-common';
import { PermissionReadAuthorizer } from './PermissionReadAuthorizer';

const credentials = mockCredentials.user();
const refs = ['component:default/a', 'component:default/b'];

function authorizerWith(overall: object, single: AuthorizeResult[] = []) {
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [overall as never],
    authorize: async () => single.map(result => ({ result } as never)),
  });
  return {
    permissions,
    authorizer: new PermissionReadAuthorizer(permissions),
  };
}

const conditional = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    rule: 'IS_ENTITY_OWNER',
    resourceType: 'catalog-entity',
    params: { claims: [] },
  },
};

it('takes a yes for all, without asking one by one', async () => {
  const { authorizer, permissions } = authorizerWith({
    result: AuthorizeResult.ALLOW,
  });
  expect(await authorizer.allowed(refs, credentials)).toEqual(new Set(refs));
  expect(permissions.authorize).not.toHaveBeenCalled();
});

it('takes a no for all', async () => {
  const { authorizer } = authorizerWith({ result: AuthorizeResult.DENY });
  await expect(authorizer.allowed(refs, credentials)).rejects.toMatchObject({
    name: 'NotAllowedError',
  });
});

it('has conditions decided for each entity, with its own credentials', async () => {
  const { authorizer, permissions } = authorizerWith(conditional, [
    AuthorizeResult.DENY,
    AuthorizeResult.ALLOW,
  ]);
  expect(await authorizer.allowed(refs, credentials)).toEqual(
    new Set([refs[1]]),
  );
  expect(permissions.authorize).toHaveBeenCalledWith(
    refs.map(resourceRef => ({
      permission: timelineReadPermission,
      resourceRef,
    })),
    { credentials },
  );
});

it('allows nothing that was not decided', async () => {
  const { authorizer } = authorizerWith(conditional, [AuthorizeResult.ALLOW]);
  expect(await authorizer.allowed(refs, credentials)).toEqual(
    new Set([refs[0]]),
  );
  expect(await authorizer.allowed([], credentials)).toEqual(new Set());
});

it('asks for no more at once than the catalog takes, and for all of it', async () => {
  const conditions = {
    anyOf: [
      {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: {
          claims: Array.from(
            { length: 8 },
            (_, index) => `group:default/some-team-name-${index}`,
          ),
        },
      },
    ],
  };
  const many = Array.from(
    { length: 1_000 },
    (_, index) => `component:default/service-number-${index}`,
  );
  let open = 0;
  let mostOpen = 0;
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [{ ...conditional, conditions } as never],
    authorize: async requests => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await new Promise(resolve => setImmediate(resolve));
      open -= 1;
      // The body that the permission backend makes of it for the catalog.
      const items = requests.map(({ resourceRef }) => ({
        id: randomUUID(),
        resourceRef,
        ...conditional,
        conditions,
      }));
      if (JSON.stringify({ items }).length > 100 * 1024) {
        throw new Error('413 Payload Too Large');
      }
      return requests.map(({ resourceRef }) => ({
        result: String(resourceRef).endsWith('7')
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }));
    },
  });
  expect(
    await new PermissionReadAuthorizer(permissions).allowed(many, credentials),
  ).toEqual(new Set(many.filter(ref => !ref.endsWith('7'))));
  expect(mostOpen).toBeLessThanOrEqual(4);
});

it('asks even for one entity whose conditions are larger than that', async () => {
  const { authorizer, permissions } = authorizerWith(
    {
      ...conditional,
      conditions: {
        ...conditional.conditions,
        params: { claims: ['x'.repeat(90_000)] },
      },
    },
    [AuthorizeResult.ALLOW],
  );
  expect(await authorizer.allowed(refs, credentials)).toEqual(new Set(refs));
  expect(permissions.authorize).toHaveBeenCalledTimes(2);
});
