import { StatePublicationInput } from '@goreliable/plugin-home-common';

/** Where plugins say how entities are, for the landing page. */
export interface HomeStatesService {
  /**
   * Replaces all that this source has said before, in one transaction; resolves once
   * it is stored. Safe to repeat.
   *
   * @throws InputError if the publication is malformed.
   */
  publish(
    publication: StatePublicationInput,
    options?: { signal?: AbortSignal },
  ): Promise<void>;
}
