import { JsonValue } from '@backstage/types';
import {
  TimelineEvent,
  timelineEventSource,
} from '@goreliable/plugin-timeline-common';

function Value({ value }: { value: JsonValue | undefined }) {
  if (value !== null && typeof value === 'object') {
    return <pre>{JSON.stringify(value, null, 2)}</pre>;
  }
  return <code>{String(value)}</code>;
}

/** `imageTag` and `image_tag` as a person would write them. */
function inWords(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLocaleLowerCase('en-US');
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}

/** Everything an event says of itself that its line has no room for. */
export function EventDetails({ event }: { event: TimelineEvent }) {
  const at = new Date(event.at);
  return (
    <dl className="gr-timeline-details">
      <dt>Time</dt>
      <dd>
        {at.toLocaleString(undefined, {
          dateStyle: 'medium',
          timeStyle: 'long',
        })}
        {' · '}
        {at.toISOString().replace('T', ' ').slice(0, 19)} UTC
      </dd>
      {Object.entries(event.data).map(([key, value]) => [
        <dt key={`${key} name`}>{inWords(key)}</dt>,
        <dd key={`${key} value`}>
          <Value value={value} />
        </dd>,
      ])}
      <dt>Told by</dt>
      <dd>
        {timelineEventSource(event.id)} <code>{event.id}</code>
      </dd>
    </dl>
  );
}
