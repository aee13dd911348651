import { ServiceUnavailableError } from '@backstage/errors';

/** What somebody is told whose preview gives way to a newer one of their own. */
const replaced = 'A newer preview of yours has taken the place of this one';

/**
 * Keeps the reading of raw series small: few previews at once, and one for each
 * person, of which the newest counts.
 */
export class PreviewSlots {
  private readonly underWay = new Map<string, AbortController>();

  constructor(private readonly most: number) {}

  /**
   * @param person - whose preview it is
   * @param ask - is given a signal that also ends with the caller's
   * @throws ServiceUnavailableError if there are too many of others', or a newer one
   */
  async run<T>(
    person: string,
    ask: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    this.underWay.get(person)?.abort(new ServiceUnavailableError(replaced));
    if (!this.underWay.has(person) && this.underWay.size >= this.most) {
      throw new ServiceUnavailableError(
        'Too many previews are being made at present: try again in a few seconds',
      );
    }
    const controller = new AbortController();
    this.underWay.set(person, controller);
    const leave = () => controller.abort(signal?.reason);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await ask(controller.signal);
    } finally {
      signal?.removeEventListener('abort', leave);
      if (this.underWay.get(person) === controller) {
        this.underWay.delete(person);
      }
    }
  }
}
