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
