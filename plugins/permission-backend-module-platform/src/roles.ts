/**
 * What a role may do with one permission, or with all whose name begins alike.
 */
export interface Grant {
  /** A permission's name (`catalog.entity.delete`), or the beginning of several (`slo.*`), or `*`. */
  readonly permission: string;
  /** Only permissions with this action, e.g. `read`. Absent: any action. */
  readonly action?: 'create' | 'read' | 'update' | 'delete';
  /** `owner`: only on what the person's teams own. Absent: on everything. */
  readonly when?: 'owner';
}

export interface Role {
  readonly name: string;
  /**
   * Who holds the role: references of users and groups, `group:*` for anybody in a
   * group, `*` for anybody who is signed in.
   */
  readonly members: readonly string[];
  /** Who does not hold it although they are members, written like them. */
  readonly except?: readonly string[];
  readonly grants: readonly Grant[];
}

/**
 * The roles as they are unless the configuration says otherwise. Members of
 * `responder` and `platform-admin` are always named by the configuration:
 * a role that can page people or change other teams' services has no default members.
 */
export const defaultRoles: readonly Role[] = [
  {
    name: 'viewer',
    members: ['*'],
    grants: [
      { permission: '*', action: 'read' },
      // A task's log can hold what its creator typed, so others' tasks stay closed.
      { permission: 'scaffolder.task.read', when: 'owner' },
    ],
  },
  {
    name: 'service-owner',
    members: ['group:*'],
    grants: [
      { permission: 'scaffolder.action.execute' },
      { permission: 'scaffolder.task.create' },
      { permission: 'scaffolder.task.cancel', when: 'owner' },
      { permission: 'catalog.location.create' },
      { permission: 'catalog.location.analyze' },
      { permission: 'catalog.entity.refresh', when: 'owner' },
      { permission: 'catalog.entity.delete', when: 'owner' },
      { permission: 'slo.*', when: 'owner' },
      { permission: 'runbook.*', when: 'owner' },
      { permission: 'argocd.*', when: 'owner' },
      { permission: 'model.*', when: 'owner' },
      { permission: 'incident.*', when: 'owner' },
      { permission: 'silence.*', when: 'owner' },
    ],
  },
  {
    name: 'responder',
    members: [],
    grants: [
      { permission: 'incident.*' },
      { permission: 'silence.*' },
      { permission: 'alert.*' },
      { permission: 'runbook.*' },
      { permission: 'catalog.entity.refresh' },
    ],
  },
  {
    name: 'platform-admin',
    members: [],
    grants: [{ permission: '*' }],
  },
];

/** Permissions that a blanket read grant leaves out: each needs a grant that names it. */
export const readsOfOthersWork: ReadonlySet<string> = new Set([
  'scaffolder.task.read',
]);
