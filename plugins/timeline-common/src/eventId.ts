import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Characters an event's id may have at most. */
export const maxEventIdLength = 200;

const sourcePattern = /^[a-z][a-z0-9-]{0,39}$/;

/** Ids stay printable ASCII: they go through URLs, cursors and collations. */
function toPrintableAscii(key: string): string {
  return key
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[^\x21-\x24\x26-\x7e]/gu, encodeURIComponent);
}

/**
 * The id under which an event is stored, the same each time for the same
 * source and key, so that telling the timeline twice is telling it once.
 *
 * Different pairs give different ids: a source has no colon, and a key too
 * long for an id is cut and completed by the SHA-256 of the whole.
 *
 * @param options.source - the publisher: lower-case letters, digits and
 *   dashes, at most 40, e.g. `scaffolder`
 * @param options.key - what tells this event from the publisher's others, e.g.
 *   `<task>:completed`; of any length
 * @throws RangeError if the source is malformed or the key is empty
 */
export function timelineEventId(options: {
  source: string;
  key: string;
}): string {
  const { source, key } = options;
  if (!sourcePattern.test(source)) {
    throw new RangeError(
      `The source of a timeline event must be lower-case letters, digits and dashes (at most 40), starting with a letter; got '${source}'`,
    );
  }
  if (key === '') {
    throw new RangeError('The key of a timeline event must not be empty');
  }
  const id = `${source}:${toPrintableAscii(key)}`;
  if (id.length <= maxEventIdLength) {
    return id;
  }
  const digest = bytesToHex(sha256(utf8ToBytes(id)));
  return `${id.slice(0, maxEventIdLength - digest.length - 1)}~${digest}`;
}

/** The publisher in an id made by {@link timelineEventId}; the whole id if it names none. */
export function timelineEventSource(id: string): string {
  const colon = id.indexOf(':');
  return colon > 0 ? id.slice(0, colon) : id;
}
