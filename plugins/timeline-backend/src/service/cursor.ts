import { InputError } from '@backstage/errors';
import {
  TimelineEvent,
  timelineEventInputSchema,
} from '@goreliable/plugin-timeline-common';
import { z } from 'zod';
import { EventPosition } from './ports';

const positionSchema = z.tuple([
  z.number().int(),
  timelineEventInputSchema.shape.id,
]);

/** The position of an event in the order of listings. */
export function positionOf(event: TimelineEvent): EventPosition {
  return { atMs: Date.parse(event.at), id: event.id };
}

/** A position as clients get it: opaque, safe in an address. */
export function encodeCursor(position: EventPosition): string {
  return Buffer.from(JSON.stringify([position.atMs, position.id])).toString(
    'base64url',
  );
}

/** The opposite of {@link encodeCursor}. @throws InputError for what is none */
export function decodeCursor(cursor: string): EventPosition {
  try {
    const [atMs, id] = positionSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    );
    return { atMs, id };
  } catch {
    throw new InputError(
      'The cursor is not one that this API has given; start without one',
    );
  }
}
