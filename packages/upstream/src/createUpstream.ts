import { Agent } from 'undici';
import { Credentials } from './credentials';
import { DefaultUpstream } from './DefaultUpstream';
import { createPolicies } from './policies';
import { createRedact } from './redact';
import { Upstream, UpstreamOptions } from './types';
import { parseBaseUrl } from './url';

function positive(name: string, value: number | undefined) {
  if (value !== undefined && !(Number.isFinite(value) && value > 0)) {
    throw new TypeError(`${name} must be a number above 0, not ${value}`);
  }
}

/**
 * Makes a client for one server of somebody else's, with its own connections,
 * breaker and limits. Make it once per server and keep it.
 *
 * @throws TypeError if an option cannot work
 */
export function createUpstream(options: UpstreamOptions): Upstream {
  for (const key of [
    'timeoutMs',
    'attemptTimeoutMs',
    'concurrency',
    'maxResponseBytes',
  ] as const) {
    positive(`${options.name}: ${key}`, options[key]);
  }
  const { url, userInfo } = parseBaseUrl(options.baseUrl);
  const basicAuth = options.basicAuth ?? userInfo;

  let redactNow = createRedact([]);
  const credentials = new Credentials({ ...options, basicAuth }, secrets => {
    redactNow = createRedact(secrets);
  });

  const ownAgent = options.dispatcher
    ? undefined
    : new Agent({
        connections: options.concurrency ?? 8,
        connect: {
          ca: options.tls?.ca,
          cert: options.tls?.cert,
          key: options.tls?.key,
          servername: options.tls?.serverName,
        },
      });

  return new DefaultUpstream(options, {
    baseUrl: url,
    credentials,
    policies: createPolicies(options),
    redact: text => redactNow(text),
    dispatcher: options.dispatcher ?? ownAgent!,
    close: async () => {
      await ownAgent?.destroy();
    },
  });
}
