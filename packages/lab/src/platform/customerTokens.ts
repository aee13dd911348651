import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { join } from 'node:path';
import type { LabContext } from '../context';
import { readFileIfExists, writeFileAtomically } from '../files';

/** What the gateway is told to accept. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** A PEM file. */
  readonly publicKeyFile: string;
}

const issuer = 'https://lab.goreliable.dev';
const audience = 'gateway';

/**
 * The key with which the lab's customers are vouched for. Made once; only the
 * gateway's public half is ever handed on.
 */
export function openTokenKey(context: Pick<LabContext, 'labDir'>) {
  const folder = join(context.labDir, 'platform', 'keys');
  const privateKey = loadOrMake(join(folder, 'customers.key'));
  const publicKeyFile = join(folder, 'customers.pub');
  const publicText = createPublicKey(privateKey)
    .export({ type: 'spki', format: 'pem' })
    .toString();
  if (readFileIfExists(publicKeyFile) !== publicText) {
    writeFileAtomically(publicKeyFile, publicText);
  }
  const rules: TokenRules = { issuer, audience, publicKeyFile };
  return {
    rules,
    /**
     * A token for one customer.
     *
     * @param now - Unix time in seconds; @param seconds - how long it is valid.
     */
    token: (subject: string, now: number, seconds: number) =>
      signedToken(privateKey, {
        sub: subject,
        iss: issuer,
        aud: audience,
        iat: now,
        exp: now + seconds,
      }),
  };
}

function loadOrMake(path: string): KeyObject {
  const text = readFileIfExists(path);
  if (text !== undefined) {
    return createPrivateKey(text);
  }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeFileAtomically(path, pem, { mode: 0o600 });
  return privateKey;
}

function signedToken(key: KeyObject, claims: object): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = sign('RSA-SHA256', Buffer.from(text), key);
  return `${text}.${signature.toString('base64url')}`;
}
