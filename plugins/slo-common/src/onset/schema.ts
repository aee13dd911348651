import { z } from 'zod';
import { sourceStatusesSchema } from '@goreliable/upstream-common';
import { sourceWarningSchema } from '../schema';
import { Onset } from './types';

/** The wire form of an {@link Onset}: times as ISO 8601. */
export const sloOnsetResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('found'),
    shape: z.enum(['sudden', 'gradual']),
    /** The best single guess, in UTC. */
    at: z.string(),
    /** It was not before this. */
    earliest: z.string(),
    /** It was not after this. */
    latest: z.string(),
    /** Typical burn rate before and since. */
    levels: z.object({ before: z.number(), since: z.number() }),
  }),
  z.object({ kind: z.literal('before-range'), from: z.string() }),
  z.object({ kind: z.literal('not-burning') }),
  z.object({
    kind: z.literal('unknown'),
    reason: z.enum(['no-data', 'unclear']),
  }),
]);

/** See {@link sloOnsetResultSchema}. */
export type SloOnsetResult = z.infer<typeof sloOnsetResultSchema>;

/** The answer of `GET /api/slo/slos/:id/onset`. */
export const sloOnsetSchema = z.object({
  id: z.string(),
  /** A moment at which it burned, from which the beginning was looked for. */
  burningAt: z.string().optional(),
  /** The episode that it is about; absent for a burn below page rate. */
  episodeId: z.string().optional(),
  onset: sloOnsetResultSchema,
  /** {@link onset} as a sentence, without clock times. */
  summary: z.string(),
  /** The recorded window that was looked at, e.g. `5m`. */
  window: z.string().optional(),
  warnings: z.array(sourceWarningSchema),
  sources: sourceStatusesSchema,
});

/** See {@link sloOnsetSchema}. */
export type SloOnset = z.infer<typeof sloOnsetSchema>;

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

/** An {@link Onset} as it travels. */
export function toOnsetResult(onset: Onset): SloOnsetResult {
  switch (onset.kind) {
    case 'found':
      return {
        ...onset,
        at: iso(onset.at),
        earliest: iso(onset.earliest),
        latest: iso(onset.latest),
      };
    case 'before-range':
      return { kind: onset.kind, from: iso(onset.from) };
    default:
      return onset;
  }
}
