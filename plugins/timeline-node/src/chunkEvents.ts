import {
  maxEventsPerRequest,
  TimelineEvent,
} from '@goreliable/plugin-timeline-common';

/** Bytes of JSON one request may have, well below the server's limit of 2 MiB. */
const maxBytesPerRequest = 1024 * 1024;

/**
 * Cuts events into request bodies of at most 500 events and about 1 MiB, in
 * order. A single event is far smaller than that (its schema says so).
 */
export function chunkEvents(events: readonly TimelineEvent[]): string[] {
  const bodies: string[] = [];
  let parts: string[] = [];
  let bytes = 0;
  const flush = () => {
    if (parts.length > 0) {
      bodies.push(`{"events":[${parts.join(',')}]}`);
    }
    parts = [];
    bytes = 0;
  };
  for (const event of events) {
    const part = JSON.stringify(event);
    const partBytes = Buffer.byteLength(part) + 1;
    if (
      parts.length >= maxEventsPerRequest ||
      bytes + partBytes > maxBytesPerRequest
    ) {
      flush();
    }
    parts.push(part);
    bytes += partBytes;
  }
  flush();
  return bodies;
}
