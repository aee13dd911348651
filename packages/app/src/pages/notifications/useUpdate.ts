import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import type { NotificationUpdate } from './types';

/** What was done last, and what takes it back. */
export type LastUpdate = { words: string; undo: NotificationUpdate };

/**
 * Changes notifications, and remembers what takes the last change back.
 * @param refresh - asks for the list again
 */
export function useUpdate(refresh: () => void) {
  const notificationsApi = useApi(notificationsApiRef);
  const [last, setLast] = useState<LastUpdate>();
  const [error, setError] = useState<unknown>();

  const send = async (update: NotificationUpdate) => {
    setError(undefined);
    try {
      await notificationsApi.updateNotifications(update);
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      refresh();
    }
  };
  const change = async (
    update: NotificationUpdate,
    words: string,
    undo: Omit<NotificationUpdate, 'ids'>,
  ) => {
    setLast(undefined);
    if (await send(update)) {
      setLast({ words, undo: { ids: update.ids, ...undo } });
    }
  };
  const undo = async () => {
    if (last) {
      setLast(undefined);
      await send(last.undo);
    }
  };
  return { change, undo, last, error };
}
