import type { ExportsKind } from './standIn';

const integration = '@backstage/backend-defaults > @backstage/integration';
const techdocs =
  '@backstage/plugin-techdocs-backend > @backstage/plugin-techdocs-node';

/**
 * Libraries of clouds and services, which a portal needs only if its configuration names one
 * of them, but which Backstage loads with every start. Each is the way that leads to it from
 * this package, for there may be several versions.
 */
export const seldomNeeded: Readonly<Record<string, ExportsKind>> = {
  '@backstage/backend-defaults > @aws-sdk/client-codecommit': 'names',
  '@backstage/backend-defaults > @aws-sdk/client-s3': 'names',
  '@backstage/backend-defaults > @azure/storage-blob': 'names',
  '@backstage/backend-defaults > @backstage/integration-aws-node > @aws-sdk/client-sts':
    'names',
  [`${integration} > @octokit/auth-app`]: 'names',
  [`${integration} > @octokit/rest`]: 'names',
  '@backstage/plugin-auth-backend > @google-cloud/firestore': 'function',
  '@backstage/plugin-kubernetes-backend > @google-cloud/container':
    'names with default',
  '@backstage/plugin-scaffolder-backend > @backstage/plugin-scaffolder-node > isomorphic-git':
    'names with default',
  [`${techdocs} > @aws-sdk/client-s3`]: 'names',
  [`${techdocs} > @aws-sdk/lib-storage`]: 'names',
  [`${techdocs} > @azure/storage-blob`]: 'names',
  [`${techdocs} > @trendyol-js/openstack-swift-sdk`]: 'names',
  [`${techdocs} > dockerode`]: 'function',
};

/** Ways to a library that is made use of at every start, if only a little. */
export const azureIdentities: readonly string[] = [
  `${integration} > @azure/identity`,
  '@backstage/plugin-kubernetes-backend > @azure/identity',
  `${techdocs} > @azure/identity`,
];
