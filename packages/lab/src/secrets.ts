import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

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
  'portalBackendSecret',
  /** What the lab shows when it publishes events to the portal. */
  'portalEventsToken',
] as const;

export type SecretName = (typeof secretNames)[number];

const secretsSchema = z.partialRecord(z.enum(secretNames), z.string().min(1));

/** The lab's secrets, kept in one file that only its owner can read. */
export interface LabSecrets {
  /** @throws Error if the secret has not been given out yet. */
  get(name: SecretName): string;
  has(name: SecretName): boolean;
  set(name: SecretName, value: string): void;
}

/**
 * Opens the secrets file. Values that may be random are made when first asked
 * for; they stay the same until the data folder is deleted.
 */
export function openSecrets(path: string): LabSecrets {
  const read = () =>
    existsSync(path)
      ? secretsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
      : {};
  const write = (name: SecretName, value: string) => {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    const content = JSON.stringify({ ...read(), [name]: value }, undefined, 2);
    writeFileSync(temporary, `${content}\n`, { mode: 0o600 });
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
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
