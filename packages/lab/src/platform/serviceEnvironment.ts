import type { TokenRules } from './customerTokens';
import type { ServiceValues } from './serviceValues';

/** What stands in the lab where a cluster has its own parts. */
export interface LabSubstitutes {
  readonly natsUrl: string;
  /** The address of a service of the platform; undefined if unknown. */
  serviceUrl(name: string): string | undefined;
  /** The service's own database, made when it is asked for. */
  readonly databaseUrl?: string;
  /** The lab vouches for customers itself, with a key of its own. */
  readonly tokens: TokenRules;
}

/** Where one process of the service listens, and what it is. */
export interface ProcessPlace {
  readonly version: string;
  readonly httpPort: number;
  readonly adminPort: number;
}

/**
 * The environment of a service's process: what its chart's ConfigMap would
 * hold, with the cluster's addresses replaced by the lab's.
 *
 * @throws Error that names each secret the lab cannot give.
 */
export function serviceEnvironment(
  values: ServiceValues,
  place: ProcessPlace,
  lab: LabSubstitutes,
): Record<string, string> {
  const secrets = secretsOf(values, lab);
  const config = Object.fromEntries(
    Object.entries(values.config).map(([name, value]) => [
      name,
      labAddress(name, String(value), lab),
    ]),
  );
  const { JWT_JWKS_URL: identityProvider, ...plain } = config;
  return {
    ENVIRONMENT: values.environment,
    LOG_LEVEL: values.logLevel,
    // Traffic has moved on before a process is asked to end.
    SHUTDOWN_DELAY: '0s',
    SHUTDOWN_TIMEOUT: `${values.shutdown.timeoutSeconds}s`,
    ...(values.goMemoryLimit ? { GOMEMLIMIT: values.goMemoryLimit } : {}),
    ...plain,
    ...(identityProvider ? tokenSettings(lab) : {}),
    ...secrets,
    SERVICE_VERSION: place.version,
    ADMIN_ADDRESS: `127.0.0.1:${place.adminPort}`,
    ...(values.http.enabled
      ? { HTTP_ADDRESS: `127.0.0.1:${place.httpPort}` }
      : {}),
  };
}

function tokenSettings({ tokens }: LabSubstitutes): Record<string, string> {
  return {
    JWT_PUBLIC_KEY_FILE: tokens.publicKeyFile,
    JWT_ISSUER: tokens.issuer,
    JWT_AUDIENCE: tokens.audience,
    // Nobody is in front of the gateway here, so no header is to be trusted.
    TRUSTED_PROXY_HOPS: '0',
  };
}

/** `nats://…svc:4222` and `http://order-service` name things inside a cluster. */
function labAddress(name: string, value: string, lab: LabSubstitutes): string {
  if (name === 'NATS_URL') {
    return lab.natsUrl;
  }
  const host = /^http:\/\/([a-z0-9-]+)(?:\.[a-z0-9.-]+)?(?::\d+)?\/?$/.exec(
    value,
  )?.[1];
  return (host && lab.serviceUrl(host)) || value;
}

function secretsOf(
  values: ServiceValues,
  lab: LabSubstitutes,
): Record<string, string> {
  const known: Record<string, string | undefined> = {
    DATABASE_URL: lab.databaseUrl,
  };
  const wanted = Object.keys(values.secretEnvironment);
  const missing = wanted.filter(name => !known[name]);
  if (missing.length > 0) {
    throw new Error(
      `The lab has no value for the secrets ${missing.join(', ')}`,
    );
  }
  return Object.fromEntries(wanted.map(name => [name, known[name]!]));
}
