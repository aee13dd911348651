import type { Notification } from './types';

/** The notifications of one day where the reader is. */
export type NotificationDay = {
  /** "Today", "Yesterday", "Monday 4 May". */
  title: string;
  notifications: Notification[];
};

const dayMs = 86_400_000;

/** When it was last said: the same thing said again moves up. */
export function saidAt({ created, updated }: Notification): Date {
  return new Date(updated ?? created);
}

/** Puts notifications, the newest first, under their days. */
export function notificationDays(
  notifications: readonly Notification[],
  now: Date,
  timeZone?: string,
): NotificationDay[] {
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const words = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  });
  const wordsWithYear = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  });
  const today = dayOf.format(now);
  const yesterday = dayOf.format(now.getTime() - dayMs);
  const titleOf = (at: Date) => {
    const day = dayOf.format(at);
    if (day === today) {
      return 'Today';
    }
    if (day === yesterday) {
      return 'Yesterday';
    }
    return (
      day.slice(0, 4) === today.slice(0, 4) ? words : wordsWithYear
    ).format(at);
  };
  const days = new Map<string, NotificationDay>();
  const sorted = [...notifications].sort(
    (one, other) => saidAt(other).getTime() - saidAt(one).getTime(),
  );
  for (const notification of sorted) {
    const at = saidAt(notification);
    const key = dayOf.format(at);
    const day = days.get(key) ?? { title: titleOf(at), notifications: [] };
    day.notifications.push(notification);
    days.set(key, day);
  }
  return [...days.values()];
}
