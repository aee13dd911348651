import { notificationDays } from './notificationDays';
import type { Notification } from './types';

const said = (id: string, created: string, updated?: string) =>
  ({ id, created, updated, payload: { title: id } } as unknown as Notification);

const now = new Date('2026-05-06T12:00:00Z');

it('puts notifications under their days, newest first', () => {
  const days = notificationDays(
    [
      said('old', '2025-12-31T08:00:00Z'),
      said('monday', '2026-05-04T08:00:00Z'),
      said('morning', '2026-05-06T08:00:00Z'),
      said('noon', '2026-05-06T11:59:00Z'),
      said('before', '2026-05-05T23:59:00Z'),
    ],
    now,
    'UTC',
  );
  expect(
    days.map(({ title, notifications }) => [
      title,
      notifications.map(({ id }) => id),
    ]),
  ).toEqual([
    ['Today', ['noon', 'morning']],
    ['Yesterday', ['before']],
    ['Monday 4 May', ['monday']],
    ['31 December 2025', ['old']],
  ]);
});

it('counts days where the reader is', () => {
  const [day] = notificationDays(
    [said('late', '2026-05-05T23:30:00Z')],
    now,
    'Europe/Berlin',
  );
  expect(day.title).toBe('Today');
});

it('moves up what was said again', () => {
  const [day] = notificationDays(
    [said('again', '2026-05-01T08:00:00Z', '2026-05-06T09:00:00Z')],
    now,
    'UTC',
  );
  expect(day.title).toBe('Today');
});
