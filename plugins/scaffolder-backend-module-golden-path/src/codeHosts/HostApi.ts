import {
  isUpstreamError,
  Upstream,
  UpstreamJsonRequest,
  UpstreamRequest,
} from '@goreliable/upstream';
import { explainRefusal, HostWords } from './explainRefusal';

/** Calls a host's REST API; refusals say what to do about them. */
export class HostApi {
  constructor(
    private readonly upstream: Upstream,
    private readonly words: HostWords,
    /** Sent with every call; no secrets. */
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  async json<T>(request: UpstreamJsonRequest<T>): Promise<T> {
    return await this.explained(this.ask(request));
  }

  /** @returns `undefined` if there is none */
  async find<T>(request: UpstreamJsonRequest<T>): Promise<T | undefined> {
    return await this.explained(orUndefined(this.ask(request), [404]));
  }

  /** @returns `undefined` if it is refused as something that cannot be */
  async attempt<T>(request: UpstreamJsonRequest<T>): Promise<T | undefined> {
    return await this.explained(
      orUndefined(this.ask(request), [400, 409, 422]),
    );
  }

  async send(request: UpstreamRequest): Promise<void> {
    const { headers } = this;
    await this.explained(this.upstream.request({ ...request, headers }));
  }

  private ask<T>(request: UpstreamJsonRequest<T>): Promise<T> {
    const { headers } = this;
    return this.upstream.requestJson({ ...request, headers });
  }

  private async explained<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      throw explainRefusal(error, this.words);
    }
  }
}

async function orUndefined<T>(
  call: Promise<T>,
  statuses: readonly number[],
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const status = isUpstreamError(error) ? error.upstreamStatus : undefined;
    if (status !== undefined && statuses.includes(status)) {
      return undefined;
    }
    throw error;
  }
}
