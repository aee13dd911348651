import { z } from 'zod';
import { acceptsConnection } from './connection';

/** How to find out whether a part can be used. */
export type ReadinessProbe =
  /** A GET that answers with a status from 200 to 299. */
  | { readonly http: string }
  /** A connection that is accepted, on loopback. */
  | { readonly tcp: number };

const answerWithinMs = 3000;

/** What a probe was answered. */
export interface ProbeAnswer {
  readonly ready: boolean;
  /** What the part itself says that it is doing, if it says so. */
  readonly message?: string;
}

/** Asks once; anything but a yes, whatever its reason, is a no. */
export async function askReadiness(
  probe: ReadinessProbe,
): Promise<ProbeAnswer> {
  return 'http' in probe
    ? askHttp(probe.http)
    : {
        ready: await acceptsConnection('127.0.0.1', probe.tcp, answerWithinMs),
      };
}

const saying = z.object({ message: z.string().min(1) });

async function askHttp(url: string): Promise<ProbeAnswer> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(answerWithinMs),
    });
    if (response.ok) {
      await response.body?.cancel();
      return { ready: true };
    }
    const said = saying.safeParse(await response.json());
    return { ready: false, message: said.data?.message };
  } catch {
    return { ready: false };
  }
}
