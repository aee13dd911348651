import { acceptsConnection } from './connection';

/** How to find out whether a part can be used. */
export type ReadinessProbe =
  /** A GET that answers with a status from 200 to 299. */
  | { readonly http: string }
  /** A connection that is accepted, on loopback. */
  | { readonly tcp: number };

const answerWithinMs = 3000;

/** Asks once; anything but a yes, whatever its reason, is false. */
export async function isReady(probe: ReadinessProbe): Promise<boolean> {
  return 'http' in probe
    ? answers(probe.http)
    : acceptsConnection('127.0.0.1', probe.tcp, answerWithinMs);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
