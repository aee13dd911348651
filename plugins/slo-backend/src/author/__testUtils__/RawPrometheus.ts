import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** Answers every query by a function of its text, and remembers what it was asked. */
export class RawPrometheus {
  url = '';
  readonly questions: { path: string; query: string; form: URLSearchParams }[] =
    [];
  /** Value of a query at a moment; `undefined` for none. */
  value: (query: string, at: number) => number | undefined = () => undefined;
  /** Series that each query gives. */
  series: Record<string, string>[] = [{}];
  /** Bounds of every histogram. */
  bounds: string[] = [];
  status = 200;
  /** In the API's own terms. */
  rules: object[] = [];

  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const url = new URL(request.url!, 'http://x');
    const form = new URLSearchParams([
      ...url.searchParams,
      ...new URLSearchParams(Buffer.concat(chunks).toString()),
    ]);
    const query = form.get('query') ?? '';
    this.questions.push({ path: url.pathname, query, form });
    response.writeHead(this.status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(
        this.status === 200
          ? { status: 'success', data: this.dataOf(url.pathname, form) }
          : { status: 'error', errorType: 'execution', error: 'too many' },
      ),
    );
  });

  static async start(): Promise<RawPrometheus> {
    const raw = new RawPrometheus();
    await new Promise<void>(resolve => {
      raw.server.listen(0, '127.0.0.1', resolve);
    });
    raw.url = `http://127.0.0.1:${(raw.server.address() as AddressInfo).port}`;
    return raw;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private dataOf(path: string, form: URLSearchParams) {
    const query = form.get('query') ?? '';
    const number = (name: string) => Number(form.get(name));
    if (path.endsWith('/rules')) {
      return { groups: [{ name: 'rules', rules: this.rules }] };
    }
    if (path.endsWith('query_range')) {
      const [start, end, step] = ['start', 'end', 'step'].map(number);
      const values: [number, string][] = [];
      for (let at = start; at <= end; at += step) {
        const value = this.value(query, at);
        if (value !== undefined) {
          values.push([at, String(value)]);
        }
      }
      return {
        resultType: 'matrix',
        result:
          values.length > 0
            ? this.series.map(metric => ({ metric, values }))
            : [],
      };
    }
    const at = number('time');
    const value = this.value(query, at);
    const result = query.includes('by (le)')
      ? this.bounds.map(le => ({ metric: { le }, value: [at, '1'] }))
      : value !== undefined && [{ metric: {}, value: [at, String(value)] }];
    return { resultType: 'vector', result: result || [] };
  }
}
