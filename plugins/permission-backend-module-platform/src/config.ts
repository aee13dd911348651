import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { Role, defaultRoles } from './roles';

const grantSchema = z.strictObject({
  permission: z
    .string()
    .regex(
      /^(\*|[a-z][a-z0-9.-]*(\.\*)?)$/,
      'is a permission name, a beginning such as "slo.*", or "*"',
    ),
  action: z.enum(['create', 'read', 'update', 'delete']).optional(),
  when: z.literal('owner').optional(),
});

const memberSchema = z
  .string()
  .regex(
    /^(\*|group:\*|(user|group):[^/\s]+\/[^/\s]+)$/,
    'is "*", "group:*", or a full reference such as group:default/sre-team',
  );

const roleSchema = z.strictObject({
  name: z.string().min(1),
  members: z.array(memberSchema).optional(),
  except: z.array(memberSchema).optional(),
  grants: z.array(grantSchema).optional(),
});

/**
 * The platform's roles: the default ones, with members, exceptions and grants replaced
 * where `permission.platform.roles` names them, and further roles added.
 *
 * @throws InputError naming the key that is wrong; the start stops there, since a
 * mistyped role must not turn into a silent loss or gain of rights.
 */
export function readRoles(config: Config): Role[] {
  const key = 'permission.platform.roles';
  const parsed = z.array(roleSchema).safeParse(config.getOptional(key) ?? []);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `Configuration ${[key, ...issue.path].join('.')}: ${issue.message}`,
    );
  }
  const configured = new Map(parsed.data.map(role => [role.name, role]));
  if (configured.size !== parsed.data.length) {
    throw new InputError(
      `Configuration ${key}: each role may stand there once`,
    );
  }
  const known = defaultRoles.map(role => ({
    ...role,
    ...definedOf(configured.get(role.name)),
  }));
  const added = parsed.data
    .filter(role => !defaultRoles.some(({ name }) => name === role.name))
    .map(role => ({ members: [], grants: [], ...role }));
  return [...known, ...added];
}

function definedOf(role: z.infer<typeof roleSchema> | undefined) {
  return {
    ...(role?.members && { members: role.members }),
    ...(role?.except && { except: role.except }),
    ...(role?.grants && { grants: role.grants }),
  };
}
