import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readFileIfExists, writeFileAtomically } from './files';

/**
 * What the lab's parts trust each other by. All are made at random on the
 * first start, except `giteaToken`, which Gitea gives out once it is ready.
 */
export const secretNames = [
  'giteaAdminPassword',
  'giteaToken',
  'giteaSecretKey',
  'giteaWebhookSecret',
  'postgresPassword',
  'identityClientSecret',
  'identityCookieKey',
  'gatewayJwtSecret',
  /** What the lab shows when it publishes events to the portal. */
  'portalEventsToken',
] as const;

export type SecretName = (typeof secretNames)[number];

/** Names that are not known any more, or not yet, are left alone: checkouts of several ages share the folder in turn. */
const secretsSchema = z.record(z.string(), z.string().min(1));

/** The lab's secrets, kept in one file that only its owner can read. */
export interface LabSecrets {
  /** @throws Error if the secret has not been given out yet. */
  get(name: SecretName): string;
  has(name: SecretName): boolean;
  set(name: SecretName, value: string): void;
}

/** Makes all that may be random, before several processes could do so at once. */
export function makeSecrets(secrets: LabSecrets): void {
  secretNames
    .filter(name => name !== 'giteaToken')
    .forEach(name => secrets.get(name));
}

/**
 * Opens the secrets file. Values that may be random are made when first asked
 * for; they stay the same until the data folder is deleted.
 */
export function openSecrets(path: string): LabSecrets {
  const read = () =>
    secretsSchema.parse(JSON.parse(readFileIfExists(path) ?? '{}'));
  const write = (name: SecretName, value: string) => {
    const content = JSON.stringify({ ...read(), [name]: value }, undefined, 2);
    writeFileAtomically(path, `${content}\n`, { mode: 0o600 });
    return value;
  };
  // Always read anew: the runner and the parts are processes of their own.
  return {
    get(name) {
      const known = read()[name];
      if (known) {
        return known;
      }
      if (name === 'giteaToken') {
        throw new Error(
          `Gitea has not given out its token yet: is the part 'gitea' ready?`,
        );
      }
      return write(name, randomBytes(32).toString('hex'));
    },
    has: name => read()[name] !== undefined,
    set: (name, value) => void write(name, value),
  };
}
