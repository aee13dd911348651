import type { Dispatcher } from 'undici';
import { attempt } from './attempt';
import { Credentials } from './credentials';
import { decodeJson, decodeText } from './decode';
import { preparedBody } from './preparedBody';
import { Policies } from './policies';
import { Redact } from './redact';
import { idempotentMethods } from './retry';
import { runWithRetries } from './runWithRetries';
import { refusedStatus, toUpstreamError } from './toUpstreamError';
import {
  Upstream,
  UpstreamJsonRequest,
  UpstreamOptions,
  UpstreamRequest,
  UpstreamResponse,
} from './types';
import { buildUrl } from './url';

const defaultTimeoutMs = 10_000;
const defaultMaxResponseBytes = 16 * 1024 * 1024;
const maxRedirects = 5;

const isSuccess = (status: number) => status >= 200 && status < 300;

/** The parts {@link DefaultUpstream} is put together from. */
export interface UpstreamParts {
  baseUrl: URL;
  credentials: Credentials;
  policies: Policies;
  redact: Redact;
  dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** An {@link Upstream} on undici and cockatiel. */
export class DefaultUpstream implements Upstream {
  readonly name: string;
  readonly baseUrl: string;
  readonly redact: Redact;
  readonly breakerState: Upstream['breakerState'];
  readonly close: Upstream['close'];

  constructor(
    private readonly options: UpstreamOptions,
    private readonly parts: UpstreamParts,
  ) {
    this.name = options.name;
    this.baseUrl = parts.baseUrl.href;
    this.redact = parts.redact;
    this.breakerState = parts.policies.breakerState;
    this.close = parts.close;
  }

  async request(request: UpstreamRequest): Promise<UpstreamResponse> {
    const method = request.method ?? 'GET';
    const url = buildUrl(this.parts.baseUrl, request.path, request.query);
    const { body, contentType } = preparedBody(request);
    const timeoutMs =
      request.timeoutMs ?? this.options.timeoutMs ?? defaultTimeoutMs;
    const now = this.options.now ?? Date.now;

    return await runWithRetries({
      name: this.name,
      operation: request.operation,
      timeoutMs,
      attemptTimeoutMs: Math.min(
        request.attemptTimeoutMs ??
          this.options.attemptTimeoutMs ??
          timeoutMs / 2,
        timeoutMs,
      ),
      retries:
        request.idempotent ?? idempotentMethods.has(method)
          ? this.options.retries ?? 2
          : 0,
      backoff: {
        initialDelayMs: this.options.retryDelayMs ?? 200,
        maxDelayMs: this.options.maxRetryDelayMs ?? 5_000,
      },
      random: this.options.random ?? Math.random,
      logger: this.options.logger,
      policies: this.parts.policies,
      redact: this.redact,
      signal: request.signal,
      attempt: async signal => {
        const response = await attempt({
          url,
          method,
          body,
          headers: {
            accept: '*/*',
            ...(contentType ? { 'content-type': contentType } : {}),
            ...lowerCaseNames(request.headers),
            ...(await this.parts.credentials.headers()),
          },
          maxResponseBytes:
            request.maxResponseBytes ??
            this.options.maxResponseBytes ??
            defaultMaxResponseBytes,
          maxRedirects:
            this.options.redirects === 'same-origin' ? maxRedirects : 0,
          dispatcher: this.parts.dispatcher,
          signal,
        });
        if (!(request.acceptStatus ?? isSuccess)(response.status)) {
          throw refusedStatus(response, {
            system: this.name,
            operation: request.operation,
            redact: this.redact,
            nowMs: now(),
          });
        }
        return response;
      },
    });
  }

  async requestJson<T>(request: UpstreamJsonRequest<T>): Promise<T> {
    const response = await this.request({
      ...request,
      headers: {
        accept: 'application/json',
        ...lowerCaseNames(request.headers),
      },
    });
    return this.decode(request, () => decodeJson(response, request.schema));
  }

  async requestText(request: UpstreamRequest): Promise<string> {
    const response = await this.request(request);
    return this.decode(request, () => decodeText(response));
  }

  private decode<T>(request: UpstreamRequest, decode: () => T): T {
    try {
      return decode();
    } catch (error) {
      throw toUpstreamError(error, {
        system: this.name,
        operation: request.operation,
        redact: this.redact,
      });
    }
  }
}

function lowerCaseNames(
  headers: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
