import { minSecretLength } from './redact';
import { SecretSource, UpstreamOptions } from './types';

/** Enough for every token that may still be in a log line under way. */
const maxRemembered = 100;

async function currentValue(source: SecretSource): Promise<string> {
  return typeof source === 'function' ? await source() : source;
}

function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/**
 * Where an upstream's headers come from, and every secret seen so far, for
 * redaction: one that has rotated is still a secret in a late log line.
 */
export class Credentials {
  private readonly sources: [name: string, source: SecretSource][];
  private readonly secrets = new Set<string>();

  constructor(
    options: Pick<UpstreamOptions, 'headers' | 'bearerToken' | 'basicAuth'>,
    /** Called when a secret turns up for the first time. */
    private readonly onNewSecret: (secrets: ReadonlySet<string>) => void,
  ) {
    const { headers, bearerToken, basicAuth } = options;
    if (bearerToken !== undefined && basicAuth !== undefined) {
      throw new TypeError(
        'cannot have both a bearer token and basic authentication',
      );
    }
    this.sources = Object.entries(headers ?? {}).map(([name, source]) => [
      name.toLowerCase(),
      source,
    ]);
    if (bearerToken !== undefined) {
      this.sources.push([
        'authorization',
        async () => {
          const token = await currentValue(bearerToken);
          this.remember(token);
          return `Bearer ${token}`;
        },
      ]);
    }
    if (basicAuth !== undefined) {
      this.sources.push([
        'authorization',
        async () => {
          const password = await currentValue(basicAuth.password);
          this.remember(password);
          return basicHeader(basicAuth.username, password);
        },
      ]);
    }
    // What is known already is hidden from the first message on.
    for (const source of [
      ...Object.values(headers ?? {}),
      bearerToken,
      basicAuth?.password,
    ]) {
      if (typeof source === 'string') {
        this.remember(source);
      }
    }
  }

  /** The headers as of now. */
  async headers(): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    for (const [name, source] of this.sources) {
      let value;
      try {
        value = (await currentValue(source)).trim();
      } catch (error) {
        throw new Error(`the credentials for it could not be read (${error})`, {
          cause: error,
        });
      }
      this.remember(value);
      headers[name] = value;
    }
    return headers;
  }

  private remember(secret: string) {
    // 'Basic dXNlcjpwYXNz' holds the secret in its last word.
    for (const part of [secret, secret.split(' ').at(-1)!]) {
      if (part.length >= minSecretLength && !this.secrets.has(part)) {
        this.secrets.add(part);
        if (this.secrets.size > maxRemembered) {
          this.secrets.delete(this.secrets.values().next().value!);
        }
        this.onNewSecret(this.secrets);
      }
    }
  }
}
