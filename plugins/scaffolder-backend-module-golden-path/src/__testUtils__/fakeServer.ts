import { createServer, IncomingHttpHeaders } from 'node:http';
import { AddressInfo } from 'node:net';

/** One call as a host receives it. */
export interface FakeCall {
  readonly method: string;
  /** Decoded, one by one. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: any;
}

/** What it answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something that goes wrong at calls that begin with method and path. */
export interface FakeFault extends FakeAnswer {
  /** `POST pulls`: the method, and what comes behind the repository. */
  readonly at: string;
  /** Whether the call is carried out all the same, and only its answer is lost. */
  readonly isDone?: boolean;
  /** How often; always by default. */
  readonly times?: number;
}

/** A running HTTP server that answers as a host would. */
export interface FakeServer {
  readonly url: string;
  readonly host: string;
  /** `POST pulls` and so on, in order. */
  readonly calls: string[];
  /** What goes wrong from now on. */
  fail(...faults: FakeFault[]): void;
  stop(): Promise<void>;
}

/**
 * @param prefix - of the API, without slashes
 * @param depth - how many segments name a repository
 */
export async function startFakeServer(options: {
  prefix: string;
  depth: number;
  answer(call: FakeCall): FakeAnswer;
}): Promise<FakeServer> {
  const { prefix, depth, answer } = options;
  const calls: string[] = [];
  let faults: (FakeFault & { left: number })[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const url = new URL(request.url!, 'http://host');
    const all = url.pathname.split('/').slice(1);
    const start = prefix.split('/').length;
    const segments = all.slice(start).map(decodeURIComponent);
    const text = Buffer.concat(chunks).toString();
    const call: FakeCall = {
      method: request.method!,
      segments,
      query: url.searchParams,
      headers: request.headers,
      body: text ? JSON.parse(text) : undefined,
    };
    const name = `${call.method} ${segments.slice(depth).join('/')}`;
    calls.push(name);
    const fault = faults.find(
      ({ at, left }) => left > 0 && name.startsWith(at),
    );
    const given =
      all.slice(0, start).join('/') === prefix && (!fault || fault.isDone)
        ? answer(call)
        : { status: 404, body: {} };
    if (fault) {
      fault.left--;
    }
    const { status, body, headers } = fault ?? given;
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `localhost:${port}`,
    url: `http://localhost:${port}`,
    calls,
    fail: (...wanted) => {
      faults = wanted.map(fault => ({
        ...fault,
        left: fault.times ?? Infinity,
      }));
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}
