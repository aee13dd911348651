import { Config } from '@backstage/config';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { CommitAuthor } from '../gitea/types';

/** Who asked for the task, else who commits for the portal in general. */
export function authorOf(
  context: Pick<ActionContext<any, any>, 'user'>,
  config: Config,
): CommitAuthor {
  const profile = context.user?.entity?.spec.profile;
  if (profile?.email) {
    return {
      name: profile.displayName ?? context.user!.entity!.metadata.name,
      email: profile.email,
    };
  }
  return {
    name:
      config.getOptionalString('scaffolder.defaultAuthor.name') ??
      'GoReliable Portal',
    email:
      config.getOptionalString('scaffolder.defaultAuthor.email') ??
      // A top-level domain that no mail is ever sent to (RFC 2606).
      'portal@goreliable.invalid',
  };
}
