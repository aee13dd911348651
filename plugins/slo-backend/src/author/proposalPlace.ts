import { ScmIntegrations } from '@backstage/integration';
import { ProposalPlace } from '@goreliable/plugin-slo-common';
import { codeHostOf, parseCodeAddress } from './codeAddress';

/** Names of repositories are the same in capitals, at every host. */
const isSameRepository = (one: string, other: string | undefined) =>
  one.toLowerCase() === other?.toLowerCase();

/**
 * Where an SLO is proposed that is, or is to be, in a file of specs; or why
 * nothing can be proposed there.
 *
 * @param file - its address
 * @param own - an address in the repository of the service, into which alone is
 *   proposed; absent for a file that the portal's own configuration names
 */
export function proposalPlaceOf(
  file: string,
  own: string | undefined,
  entityRef: string,
  integrations: ScmIntegrations,
): ProposalPlace {
  const at = codeHostOf(file, integrations);
  if (!at) {
    const { host } = new URL(file);
    return { obstacle: { kind: 'other-host', host, fileUrl: file } };
  }
  const address = parseCodeAddress(file, integrations);
  const isForeign =
    own !== undefined &&
    address !== undefined &&
    !isSameRepository(
      address.repoUrl,
      parseCodeAddress(own, integrations)?.repoUrl,
    );
  if (!address || isForeign) {
    return { obstacle: { kind: 'elsewhere', fileUrl: file } };
  }
  return at.hasCredentials
    ? { target: { entityRef, ...address } }
    : {
        obstacle: {
          kind: 'no-credentials',
          host: at.host,
          fileUrl: file,
          integration: `integrations.${at.type}`,
        },
      };
}
