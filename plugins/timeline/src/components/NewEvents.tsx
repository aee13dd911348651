import { useEffect, useRef, useState } from 'react';
import { TimelineEvent } from '@goreliable/plugin-timeline-common';

/** Tells a screen reader of events that arrive while the list is open; sighted people see them. */
export function NewEvents(props: {
  events: readonly TimelineEvent[];
  /** Another list altogether (other filters) is no news. */
  listKey: string;
}) {
  const { events, listKey } = props;
  const seen = useRef<{ listKey: string; newest?: TimelineEvent }>();
  const [words, setWords] = useState('');

  useEffect(() => {
    const newest = events[0];
    const before = seen.current;
    seen.current = { listKey, newest };
    if (before?.listKey !== listKey || before.newest === undefined) {
      setWords('');
      return;
    }
    const known = events.findIndex(event => event.id === before.newest!.id);
    if (known > 0) {
      setWords(
        known === 1
          ? `New event: ${newest.title}`
          : `${known} new events, the latest: ${newest.title}`,
      );
    }
  }, [events, listKey]);

  return (
    <div role="status" className="gr-hidden">
      {words}
    </div>
  );
}
