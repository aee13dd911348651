import { createVerify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { openTokenKey } from './customerTokens';

const context = { labDir: temporaryFolder() };

describe('openTokenKey', () => {
  it('signs what the public half verifies, also after a restart', () => {
    const token = openTokenKey(context).token('customer-1', 1000, 60);
    const { rules } = openTokenKey(context);
    const [head, claims, signature] = token.split('.');
    const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
    expect(
      verify.verify(
        readFileSync(rules.publicKeyFile, 'utf8'),
        signature,
        'base64url',
      ),
    ).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
      sub: 'customer-1',
      iss: rules.issuer,
      aud: rules.audience,
      iat: 1000,
      exp: 1060,
    });
  });

  it('keeps the private half to its owner', () => {
    openTokenKey(context);
    const path = join(context.labDir, 'platform/keys/customers.key');
    expect(statSync(path).mode % 0o1000).toBe(0o600);
  });
});
