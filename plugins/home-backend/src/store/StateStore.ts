import { StatePublication } from '@goreliable/plugin-home-common';

/** Keeps each source's latest publication. */
export interface StateStore {
  /** @returns whether this differs from what the source said before */
  replace(publication: StatePublication): Promise<boolean>;
  /** The publications of all sources, in the order of their names. */
  list(): Promise<StatePublication[]>;
}
