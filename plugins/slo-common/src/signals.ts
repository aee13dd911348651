import { z } from 'zod';

/** Channel on which the backend says that a refresh changed something. */
export const sloChangedChannel = 'slo:changed';

/**
 * Tells everybody that there is something new, and deliberately not what: a
 * broadcast reaches people who may not see the SLO it is about.
 */
export const sloChangedSignalSchema = z.object({
  /** `states` when some SLO or source changed its state, else `numbers`. */
  changed: z.enum(['states', 'numbers']),
});

/** See {@link sloChangedSignalSchema}. */
export type SloChangedSignal = z.infer<typeof sloChangedSignalSchema>;
