import { useEffect, useState } from 'react';
import { fetchApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import { z } from 'zod';

/** The backend's signal that a person's notifications have changed. */
const channel = 'notifications';

const statusSchema = z.object({ unread: z.number().int().nonnegative() });

/**
 * Unread notifications of who is signed in; 0 while unknown. Asks again on a
 * signal, when `path` changes and when the page comes back to the front.
 */
export function useUnreadCount(path: string): number {
  const { fetch } = useApi(fetchApiRef);
  const { lastSignal } = useSignal(channel);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const ask = async () => {
      if (document.hidden) {
        return;
      }
      try {
        const response = await fetch('plugin://notifications/status', {
          signal: abort.signal,
        });
        if (response.ok) {
          setCount(statusSchema.parse(await response.json()).unread);
        }
      } catch {
        // A number that cannot be had is not worth a message; the next time tries again.
      }
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      abort.abort();
      document.removeEventListener('visibilitychange', ask);
    };
  }, [fetch, path, lastSignal]);
  return count;
}
