import { z } from 'zod';

/** The channel on which the backend says that events were published. */
export const timelineChangedChannel = 'timeline:changed';

const bucketCount = 256;

/**
 * What is broadcast when events were stored. It reaches everybody who is
 * signed in, whatever they may read, so it names no entity and tells nothing
 * of what happened: only in which of 256 buckets something did. A listener
 * whose entities fall into one asks again and is answered by its permissions.
 */
export type TimelineChangedSignal = {
  /** Values of {@link timelineBucket}, each once. */
  buckets: number[];
};

/** The wire form of a {@link TimelineChangedSignal}. */
export const timelineChangedSignalSchema = z.object({
  buckets: z.array(
    z
      .number()
      .int()
      .min(0)
      .max(bucketCount - 1),
  ),
});

/** The bucket, 0 to 255, an entity falls into: FNV-1a over its lower-case reference. */
export function timelineBucket(entityRef: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(
    entityRef.toLocaleLowerCase('en-US'),
  )) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0) % bucketCount;
}
