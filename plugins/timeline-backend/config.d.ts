import { HumanDuration } from '@backstage/types';

export interface Config {
  timeline?: {
    /**
     * How long events are kept, e.g. `{ days: 400 }` or `'400d'`; at least one
     * day. 400 days by default, so that a year can be compared with the last.
     */
    retention?: HumanDuration | string;
  };
}
