import { Grant, Role, readsOfOthersWork } from './roles';

export interface PermissionFacts {
  readonly name: string;
  readonly action?: string;
}

/** What the roles say about one permission, before it becomes the framework's own type. */
export type RoleDecision = 'allow' | 'allow-owner' | 'deny';

/** The roles that somebody holds, by the references that the sign-in gave. */
export function rolesOf(
  roles: readonly Role[],
  ownershipEntityRefs: readonly string[],
): Role[] {
  const isInGroup = ownershipEntityRefs.some(ref => ref.startsWith('group:'));
  const isAmong = (members: readonly string[] = []) =>
    members.some(
      member =>
        member === '*' ||
        (member === 'group:*' && isInGroup) ||
        ownershipEntityRefs.includes(member.toLocaleLowerCase('en-US')),
    );
  return roles.filter(
    ({ members, except }) => isAmong(members) && !isAmong(except),
  );
}

function matches(grant: Grant, permission: PermissionFacts): boolean {
  if (grant.action && grant.action !== permission.action) {
    return false;
  }
  if (grant.permission === '*') {
    const isBlanketRead = grant.action === 'read';
    return !(isBlanketRead && readsOfOthersWork.has(permission.name));
  }
  return grant.permission.endsWith('.*')
    ? permission.name.startsWith(grant.permission.slice(0, -1))
    : permission.name === grant.permission;
}

/**
 * Default deny: what no grant names is refused. Among several matching grants the
 * widest wins, since roles add to each other and never take away.
 */
export function decide(
  heldRoles: readonly Role[],
  permission: PermissionFacts,
): RoleDecision {
  const matching = heldRoles
    .flatMap(role => role.grants)
    .filter(grant => matches(grant, permission));
  if (matching.length === 0) {
    return 'deny';
  }
  return matching.some(grant => !grant.when) ? 'allow' : 'allow-owner';
}
