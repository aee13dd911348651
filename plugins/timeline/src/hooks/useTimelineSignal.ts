import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  timelineBucket,
  timelineChangedChannel,
  timelineChangedSignalSchema,
} from '@goreliable/plugin-timeline-common';

/** Calls back when something may have happened to one of the entities, or to any at all. */
export function useTimelineSignal(
  entityRefs: readonly string[] | 'all',
  onChange: () => void,
): void {
  const signalApi = useApiHolder().get(signalApiRef);
  const latest = useRef({ entityRefs, onChange });
  latest.current = { entityRefs, onChange };

  useEffect(() => {
    // Not by useSignal: of two signals before a render it keeps only the last.
    const subscription = signalApi?.subscribe(
      timelineChangedChannel,
      message => {
        const signal = timelineChangedSignalSchema.safeParse(message);
        const concerned =
          !signal.success ||
          latest.current.entityRefs === 'all' ||
          latest.current.entityRefs.some(entityRef =>
            signal.data.buckets.includes(timelineBucket(entityRef)),
          );
        if (concerned) {
          latest.current.onChange();
        }
      },
    );
    return () => subscription?.unsubscribe();
  }, [signalApi]);
}
