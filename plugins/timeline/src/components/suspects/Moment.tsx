import { timeWords, useNow } from '@goreliable/ui';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** A moment to the second in the reader's zone, with its day unless that is today; UTC on hover. */
export function Moment(props: { at: string }) {
  const now = useNow();
  const date = new Date(props.at);
  const format = isSameDay(date, new Date(now)) ? clock : dayAndClock;
  return (
    <time
      className="gr-numbers"
      dateTime={props.at}
      title={timeWords(date, now)?.tooltip}
    >
      {format.format(date)}
    </time>
  );
}
