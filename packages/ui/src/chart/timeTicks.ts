const daySeconds = 86_400;

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
});
const minute = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const second = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/**
 * A time on the axis in local time: the day where one begins or days are
 * counted, else the time of day.
 * @param seconds unix time
 * @param step distance of two ticks in seconds
 */
export function formatTimeTick(seconds: number, step: number): string {
  const date = new Date(seconds * 1_000);
  const isMidnight =
    date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0;
  if (step >= daySeconds || isMidnight) {
    return day.format(date);
  }
  return (step < 60 ? second : minute).format(date);
}

/** A time under the cursor, with the day when the chart spans more than one. */
export function formatCursorTime(seconds: number, spanSeconds: number): string {
  const date = new Date(seconds * 1_000);
  const time = (spanSeconds <= 3_600 ? second : minute).format(date);
  return spanSeconds > daySeconds ? `${day.format(date)}, ${time}` : time;
}

/** Name of the local zone, such as "CEST" or "GMT+2". */
export function localZone(at: Date = new Date()): string {
  const parts = zone.formatToParts(at);
  return (
    parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'local time'
  );
}
