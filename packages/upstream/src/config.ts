import { readFileSync } from 'node:fs';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { secretFromFile } from './secretFromFile';
import { UpstreamOptions } from './types';
import { parseBaseUrl } from './url';

/** What configuration can say of an upstream. */
export type UpstreamConfig = Pick<
  UpstreamOptions,
  | 'name'
  | 'baseUrl'
  | 'headers'
  | 'bearerToken'
  | 'basicAuth'
  | 'tls'
  | 'timeoutMs'
  | 'retries'
  | 'concurrency'
  | 'maxResponseBytes'
>;

const knownKeys = [
  'name',
  'url',
  'headers',
  'bearerToken',
  'bearerTokenFile',
  'basicAuth',
  'tls',
  'timeout',
  'retries',
  'concurrency',
  'maxResponseBytes',
];

function readFile(path: string, key: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `The file that the config key '${key}' names cannot be read: ${error}`,
    );
  }
}

function readNumber(
  config: Config,
  name: string,
  key: string,
  lowest: number,
): number | undefined {
  const value = config.getOptionalNumber(name);
  if (value !== undefined && (!Number.isInteger(value) || value < lowest)) {
    throw new InputError(
      `The config key '${key}.${name}' must be a whole number of at least ${lowest}, not ${value}`,
    );
  }
  return value;
}

function readTls(config: Config, key: string): UpstreamConfig['tls'] {
  const tls = config.getOptionalConfig('tls');
  const file = (name: string) => {
    const path = tls?.getOptionalString(name);
    return path === undefined
      ? undefined
      : readFile(path, `${key}.tls.${name}`);
  };
  return (
    tls && {
      ca: file('caFile'),
      cert: file('certFile'),
      key: file('keyFile'),
      serverName: tls.getOptionalString('serverName'),
    }
  );
}

function readBasicAuth(config: Config): UpstreamConfig['basicAuth'] {
  const basicAuth = config.getOptionalConfig('basicAuth');
  return (
    basicAuth && {
      username: basicAuth.getString('username'),
      password: basicAuth.getString('password'),
    }
  );
}

function readBearerToken(config: Config, key: string) {
  const token = config.getOptionalString('bearerToken');
  const path = config.getOptionalString('bearerTokenFile');
  if (token !== undefined && path !== undefined) {
    throw new InputError(
      `The config keys '${key}.bearerToken' and '${key}.bearerTokenFile' exclude each other`,
    );
  }
  if (path === undefined) {
    return token;
  }
  readFile(path, `${key}.bearerTokenFile`);
  return secretFromFile(path);
}

/**
 * Reads one upstream from configuration; README.md has the keys.
 *
 * @param config - the object that describes the upstream
 * @param options.key - its full key, for messages: `slo.prometheus[0]`
 * @param options.extraKeys - keys the plugin itself reads from the same object
 * @throws InputError that names the key for anything that cannot work
 */
export function readUpstreamConfig(
  config: Config,
  options: { key: string; extraKeys?: readonly string[] },
): UpstreamConfig {
  const { key, extraKeys = [] } = options;
  const unknown = config
    .keys()
    .find(name => !knownKeys.includes(name) && !extraKeys.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `The config key '${key}.${unknown}' is not known; known are ${[
        ...knownKeys,
        ...extraKeys,
      ].join(', ')}`,
    );
  }
  const baseUrl = config.getString('url');
  try {
    parseBaseUrl(baseUrl);
  } catch (error) {
    throw new InputError(
      `The config key '${key}.url' ${(error as Error).message}`,
    );
  }
  const bearerToken = readBearerToken(config, key);
  const basicAuth = readBasicAuth(config);
  if (bearerToken !== undefined && basicAuth !== undefined) {
    throw new InputError(
      `The config at '${key}' has both a bearer token and basicAuth; one must go`,
    );
  }
  return {
    name: config.getString('name'),
    baseUrl,
    headers: config.getOptional<Record<string, string>>('headers'),
    bearerToken,
    basicAuth,
    tls: readTls(config, key),
    timeoutMs: config.has('timeout')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'timeout' }),
        )
      : undefined,
    retries: readNumber(config, 'retries', key, 0),
    concurrency: readNumber(config, 'concurrency', key, 1),
    maxResponseBytes: readNumber(config, 'maxResponseBytes', key, 1),
  };
}

/**
 * Reads a list of upstreams, each with a name of its own; empty if the key is
 * absent.
 *
 * @throws InputError as {@link readUpstreamConfig}, and for a name used twice
 */
export function readUpstreamConfigs(
  config: Config,
  key: string,
  options?: { extraKeys?: readonly string[] },
): UpstreamConfig[] {
  const upstreams = (config.getOptionalConfigArray(key) ?? []).map(
    (item, index) =>
      readUpstreamConfig(item, { key: `${key}[${index}]`, ...options }),
  );
  const seen = new Set<string>();
  for (const [index, { name }] of upstreams.entries()) {
    if (seen.has(name)) {
      throw new InputError(
        `The config key '${key}[${index}].name' repeats '${name}'; each needs a name of its own`,
      );
    }
    seen.add(name);
  }
  return upstreams;
}
