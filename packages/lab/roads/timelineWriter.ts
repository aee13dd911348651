import {
  type TimelineEventInput,
  timelineEventId,
  timelineEventListSchema,
} from '@goreliable/plugin-timeline-common';
import type { LabContext } from '../src/context';

/** Publishes events as the lab does, and keeps book of what the portal has taken. */
export interface TimelineWriter {
  /** Ids that were sent at all. */
  readonly sent: readonly string[];
  /** Ids that the portal has said it has. */
  readonly taken: readonly string[];
  /** Sends batch after batch, several at once, until the portal does not answer. */
  writeUntilRefused(): Promise<void>;
  sendAllAgain(): Promise<void>;
  /** The ids of all these events that the portal knows, as often as it lists them. */
  known(): Promise<string[]>;
}

const batchSize = 20;
const atOnce = 3;
const entityRef = 'component:default/order-service';
const source = 'recovery-road';
const dayMs = 86_400_000;

export function timelineWriter({ urls, secrets }: LabContext): TimelineWriter {
  const begin = Date.now() - dayMs;
  const sent: string[] = [];
  const taken: string[] = [];
  const address = `${urls.portal}/api/timeline/events`;
  const headers = () => ({
    authorization: `Bearer ${secrets.get('portalEventsToken')}`,
    'content-type': 'application/json',
  });

  async function send(ids: readonly string[]): Promise<void> {
    const answer = await fetch(address, {
      method: 'POST',
      headers: headers(),
      body: JSON.stringify({ events: ids.map(id => eventOf(id, begin)) }),
    });
    if (!answer.ok) {
      throw new Error(`${answer.status}: ${await answer.text()}`);
    }
  }

  async function writeBatches(): Promise<void> {
    for (;;) {
      const ids = Array.from({ length: batchSize }, (_, offset) =>
        timelineEventId({ source, key: `${sent.length + offset}` }),
      );
      sent.push(...ids);
      try {
        await send(ids);
      } catch {
        return;
      }
      taken.push(...ids);
    }
  }

  return {
    sent,
    taken,
    writeUntilRefused: async () => {
      await Promise.all(Array.from({ length: atOnce }, writeBatches));
    },
    sendAllAgain: async () => {
      for (let start = 0; start < sent.length; start += batchSize) {
        await send(sent.slice(start, start + batchSize));
      }
    },
    known: async () => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const query = new URLSearchParams({
          entityRef,
          limit: '500',
          ...(cursor && { cursor }),
        });
        const answer = await fetch(`${address}?${query}`, {
          headers: { authorization: `Bearer ${await guestToken(urls.portal)}` },
        });
        if (!answer.ok) {
          throw new Error(`${answer.status}: ${await answer.text()}`);
        }
        const page = timelineEventListSchema.parse(await answer.json());
        ids.push(...page.events.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      return ids.filter(id => id.startsWith(`${source}:`));
    },
  };
}

/** The same event whenever it is sent: a second after the one before. */
function eventOf(id: string, begin: number): TimelineEventInput {
  const number = Number(id.slice(source.length + 1));
  return {
    id,
    at: new Date(begin + number * 1000).toISOString(),
    kind: 'config',
    entityRef,
    title: `Change ${number}`,
  };
}

/** The lab's token may publish only; a guest may look. */
async function guestToken(portalUrl: string): Promise<string> {
  const answer = await fetch(`${portalUrl}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  return (await answer.json()).backstageIdentity.token;
}
