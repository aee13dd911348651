import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  sloChangedChannel,
  sloChangedSignalSchema,
} from '@goreliable/plugin-slo-common';

/** Numbers move with every refresh; nobody reads them faster than this. */
const numbersEveryMs = 30_000;

/**
 * Calls back when the backend says that SLOs have changed: at once for states,
 * at most twice a minute for mere numbers.
 */
export function useSloSignal(onChange: () => void): void {
  const signalApi = useApiHolder().get(signalApiRef);
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => {
    let lastAt = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      clearTimeout(timer);
      timer = undefined;
      lastAt = Date.now();
      latest.current();
    };
    const subscription = signalApi?.subscribe(sloChangedChannel, message => {
      const signal = sloChangedSignalSchema.safeParse(message);
      const isOnlyNumbers = signal.success && signal.data.changed === 'numbers';
      const waitMs = isOnlyNumbers ? lastAt + numbersEveryMs - Date.now() : 0;
      if (waitMs <= 0) {
        tell();
      } else {
        timer ??= setTimeout(tell, waitMs);
      }
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signalApi]);
}
