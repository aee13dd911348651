import { homeChangedChannel } from '@goreliable/plugin-home-common';
import {
  timelineChangedChannel,
  timelineChangedSignalSchema,
} from '@goreliable/plugin-timeline-common';
import { z } from 'zod';
import { LandingService } from './LandingService';

/** The topic by which signals reach the browsers of every replica. */
export const signalsTopic = 'signals';

const signalSchema = z.object({ channel: z.string(), message: z.unknown() });

/**
 * Lets go of pages when browsers are told that there is news for them. They ask whichever
 * replica, not only the one that heard the news first, and must not get the old page.
 */
export function hearSignal(
  payload: unknown,
  landing: Pick<LandingService, 'invalidate' | 'invalidateEvents'>,
): void {
  const signal = signalSchema.safeParse(payload).data;
  if (signal?.channel === homeChangedChannel) {
    landing.invalidate();
  }
  if (signal?.channel === timelineChangedChannel) {
    const change = timelineChangedSignalSchema.safeParse(signal.message);
    if (change.success) {
      landing.invalidateEvents(change.data.buckets);
    } else {
      landing.invalidate();
    }
  }
}
