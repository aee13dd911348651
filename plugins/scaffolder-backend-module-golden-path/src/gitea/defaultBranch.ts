import { NotFoundError } from '@backstage/errors';
import { GiteaClient } from './GiteaClient';
import { RepositoryAddress } from './types';

/**
 * The branch that a repository is looked at by.
 *
 * @throws NotFoundError if there is none, or the portal may not see it
 */
export async function defaultBranch(
  client: GiteaClient,
  address: RepositoryAddress,
): Promise<string> {
  const repository = await client.repositories.get(address);
  if (!repository) {
    throw new NotFoundError(
      `There is no repository ${address.owner}/${address.repo}, or the portal may not see it.`,
    );
  }
  return repository.default_branch;
}
