import { noValue } from '../format/numbers';
import { useNow } from './sharedClock';
import { timeWords } from './timeWords';

/** Props of {@link RelativeTime}. */
export type RelativeTimeProps = {
  /** ISO 8601 text, or milliseconds since the epoch. */
  at: string | number | Date | undefined;
};

/** "4 m ago" that stays true; local time and UTC on hover. A dash when there is no time. */
export function RelativeTime(props: RelativeTimeProps) {
  const now = useNow();
  const words = props.at === undefined ? undefined : timeWords(props.at, now);
  if (!words) {
    return <span>{noValue}</span>;
  }
  return (
    <time
      dateTime={words.iso}
      title={words.tooltip}
      style={{ whiteSpace: 'nowrap' }}
    >
      {words.text}
    </time>
  );
}
