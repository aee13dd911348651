import type { CDPSession } from 'playwright-core';

export interface Traffic {
  /** Bytes on the wire, head and body, of requests that began before `untilMs`. */
  readonly bytes: number;
  /** Requests that went to the server, and were not answered by the browser's cache. */
  readonly requests: number;
}

interface SeenRequest {
  readonly startedAt: number;
  bytes: number;
  isCached: boolean;
}

/** Listens to what a page asks of its server from now on. */
export async function countTraffic(
  session: CDPSession,
): Promise<(untilMs: number) => Traffic> {
  const seen = new Map<string, SeenRequest>();
  await session.send('Network.enable');
  session.on(
    'Network.requestWillBeSent',
    ({ requestId, request, timestamp }) => {
      if (/^http/.test(request.url)) {
        seen.set(requestId, {
          startedAt: timestamp,
          bytes: 0,
          isCached: false,
        });
      }
    },
  );
  const markCached = (requestId: string) => {
    const request = seen.get(requestId);
    if (request) {
      request.isCached = true;
    }
  };
  session.on('Network.requestServedFromCache', ({ requestId }) =>
    markCached(requestId),
  );
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache) {
      markCached(requestId);
    }
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = seen.get(requestId);
    if (request) {
      request.bytes = encodedDataLength;
    }
  });
  return untilMs => {
    const all = [...seen.values()];
    const firstAt = Math.min(...all.map(({ startedAt }) => startedAt));
    const counted = all.filter(
      ({ startedAt, isCached }) =>
        !isCached && startedAt <= firstAt + untilMs / 1000,
    );
    return {
      bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
      requests: counted.length,
    };
  };
}
