export interface Config {
  permission?: {
    platform?: {
      /**
       * Who may do what. The roles `viewer`, `service-owner`, `responder` and
       * `platform-admin` exist already: an item with one of these names replaces the
       * members, the exceptions or the grants that it gives. Any other name adds a role.
       */
      roles?: Array<{
        name: string;
        /** References of users and groups; `group:*` is anybody in a group, `*` anybody signed in. */
        members?: string[];
        /** Who does not hold the role although they are members, e.g. contractors who are to see less. */
        except?: string[];
        grants?: Array<{
          /** A permission's name, a beginning such as `slo.*`, or `*`. */
          permission: string;
          action?: 'create' | 'read' | 'update' | 'delete';
          /** Only on what the person's teams own. */
          when?: 'owner';
        }>;
      }>;
    };
  };
}
