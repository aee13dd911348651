import { sourceStatusesSchema } from '@goreliable/upstream-common';
import { z } from 'zod';
import { sourceWarningSchema } from '../schema';
import { missingInputSchema } from './schema';

/** The answer of `GET /api/slo/slos/:id/traffic`. */
export const sloTrafficSchema = z.object({
  id: z.string(),
  stepSeconds: z.number().positive(),
  /** Unix seconds, one per value; every step of the range, so gaps stay visible. */
  timestamps: z.array(z.number()),
  /** Events a second; `null` where none are known. */
  values: z.array(z.number().nullable()),
  /** Prometheus duration over which each value is the average. */
  window: z.string().optional(),
  /** Share of the timestamps that have a value, 0 to 1. */
  coverage: z.number().min(0).max(1),
  /** Events a second over the last day; absent if unknown. */
  eventsPerSecond: z.number().optional(),
  /** Why it is not known, or not all of it. */
  missing: z.array(missingInputSchema),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloTrafficSchema}. */
export type SloTraffic = z.infer<typeof sloTrafficSchema>;
