import { useSyncExternalStore } from 'react';

/** Relative times are coarse; a faster tick would only burn battery. */
const tickMs = 10_000;

/** One timer for every relative time of the page; it rests while nobody looks. */
function createSharedClock() {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;

  const tick = () => {
    now = Date.now();
    listeners.forEach(listener => listener());
  };
  const onVisibility = () => {
    if (document.hidden) {
      clearInterval(timer);
      timer = undefined;
    } else if (!timer) {
      tick();
      timer = setInterval(tick, tickMs);
    }
  };

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      if (listeners.size === 1) {
        now = Date.now();
        document.addEventListener('visibilitychange', onVisibility);
        onVisibility();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          document.removeEventListener('visibilitychange', onVisibility);
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
    now: () => {
      // Without a running timer the last tick may be long past.
      if (!timer && Date.now() - now > tickMs) {
        now = Date.now();
      }
      return now;
    },
  };
}

const clock = createSharedClock();

/** The present in milliseconds since the epoch, at most ten seconds old; re-renders as it moves. */
export function useNow(): number {
  return useSyncExternalStore(clock.subscribe, clock.now);
}
