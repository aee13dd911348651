import { brotliDecompressSync } from 'node:zlib';
import { get } from 'node:http';
import { load } from '../../load/load';

/** Who asks, and what is answered. */
export interface Overview {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly compressedBytes: number;
  readonly value: { readonly slos: readonly { readonly state: string }[] };
}

/** What a round of load has found; requests a second, and p99 in ms at a fixed rate. */
export interface RequestFigures {
  readonly ours: number;
  readonly resJson: number;
  readonly notModified: number;
  readonly p99Ms: number;
}

/** Figures of a caller, round by round. */
export interface CallerFigures {
  readonly overview: Overview;
  readonly requests: readonly RequestFigures[];
}

const seconds = 3;
const connections = 10;
/** The rate of the goal. */
const perSecond = 500;

/** The overview as a browser asks for it: the compressed body, and what it unpacks to. */
export async function readOverview(
  portalUrl: string,
  token: string,
): Promise<Overview> {
  const url = `${portalUrl}/api/slo/overview`;
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'br' };
  // Not `fetch`: it unpacks, and does not say how many bytes there were.
  const { body, etag } = await new Promise<{ body: Buffer; etag: string }>(
    (resolve, reject) => {
      get(url, { headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const whole = Buffer.concat(chunks);
          if (
            response.statusCode !== 200 ||
            response.headers['content-encoding'] !== 'br'
          ) {
            reject(new Error(`${url} answered ${response.statusCode}`));
          } else {
            resolve({ body: whole, etag: response.headers.etag! });
          }
        });
      }).once('error', reject);
    },
  );
  return {
    url,
    headers,
    etag,
    compressedBytes: body.length,
    value: JSON.parse(brotliDecompressSync(body).toString('utf8')),
  };
}

/**
 * One round of load on the overview, beside an app that answers with the same object.
 *
 * @param root - of the checkout
 * @param overview - read anew each time: its tag changes with every refresh
 */
export async function measureRequests(
  root: string,
  overview: () => Promise<Overview>,
  resJsonUrl: string,
  isReversed: boolean,
): Promise<RequestFigures> {
  const { url, headers } = await overview();
  const asked = { url, headers, status: 200, seconds, connections } as const;
  const figures = { ours: 0, resJson: 0 };
  const takes = [
    async () => {
      figures.ours = (await load(root, asked)).requestsPerSecond;
    },
    async () => {
      const other = { ...asked, url: resJsonUrl, headers: {} };
      figures.resJson = (await load(root, other)).requestsPerSecond;
    },
  ];
  for (const take of isReversed ? takes.reverse() : takes) {
    await take();
  }
  const { p99Ms } = await load(root, { ...asked, perSecond });
  return { ...figures, p99Ms, notModified: await notModified(root, overview) };
}

/** A refresh in the middle makes answers new ones: then it is begun again. */
async function notModified(root: string, overview: () => Promise<Overview>) {
  for (let attempt = 1; ; attempt += 1) {
    const { url, headers, etag } = await overview();
    try {
      const result = await load(root, {
        url,
        headers: { ...headers, 'if-none-match': etag },
        status: 304,
        seconds,
        connections,
      });
      return result.requestsPerSecond;
    } catch (error) {
      if (attempt === 5) {
        throw error;
      }
    }
  }
}
