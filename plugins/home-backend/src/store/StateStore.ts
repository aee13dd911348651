import { StatePublication } from '@goreliable/plugin-home-common';

/** A publisher repeats itself every 5 minutes; from this on it is taken for gone. */
export const silentAfterMs = 15 * 60_000;

/** A publication, and when it was last told. */
export interface StoredPublication {
  readonly publication: StatePublication;
  readonly receivedAtMs: number;
}

/** All that is kept, in the order of the sources' names. */
export interface StoredStates {
  readonly publications: readonly StoredPublication[];
  /** The sources of which something is kept that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Keeps each source's latest publication, until it has not been told for a month. */
export interface StateStore {
  /**
   * @param publisher - who says so: `plugin:slo`
   * @returns whether it says anything else than what was known until now
   * @throws NotAllowedError if somebody else speaks for this source, and has not fallen
   *   silent; the plugin of the source's name always may
   */
  replace(publication: StatePublication, publisher: string): Promise<boolean>;
  list(): Promise<StoredStates>;
}
