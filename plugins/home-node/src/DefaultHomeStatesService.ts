import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import {
  StatePublicationInput,
  statePublicationSchema,
} from '@goreliable/plugin-home-common';
import { HomeStatesService } from './HomeStatesService';

const targetPluginId = 'home';
const timeoutMs = 15_000;

/** Publishes over HTTP to wherever discovery says the landing page's backend is. */
export class DefaultHomeStatesService implements HomeStatesService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  async publish(
    publication: StatePublicationInput,
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    const parsed = statePublicationSchema.safeParse(publication);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new InputError(
        `States of '${publication.source}' are malformed at ${
          issue.path.join('.') || 'the top'
        }: ${issue.message}`,
      );
    }
    const { source, ...body } = parsed.data;
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId,
    });
    const baseUrl = await this.#discovery.getBaseUrl(targetPluginId);
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await fetch(
      `${baseUrl}/states/${encodeURIComponent(source)}`,
      {
        method: 'PUT',
        body: JSON.stringify(body),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        signal: options.signal
          ? AbortSignal.any([options.signal, timeout])
          : timeout,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
  }
}
