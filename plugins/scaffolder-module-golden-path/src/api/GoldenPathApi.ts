import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  NameAvailability,
  Preview,
  PreviewRequest,
} from '@goreliable/plugin-golden-path-common';

/**
 * The backend of the golden paths' forms.
 *
 * Both reject with a `ResponseError` if the portal refuses, and with a
 * `SyntaxError` or `ZodError` if it answers nonsense.
 */
export interface GoldenPathApi {
  /** Whether a service may have a name, and if not, why. */
  nameAvailability(
    name: string,
    options?: { signal?: AbortSignal },
  ): Promise<NameAvailability>;
  /** What a golden path would make of the answers. */
  preview(
    request: PreviewRequest,
    options?: { signal?: AbortSignal },
  ): Promise<Preview>;
}

/** The backend of the golden paths' forms. */
export const goldenPathApiRef = createApiRef<GoldenPathApi>({
  id: 'plugin.scaffolder.golden-path',
});
