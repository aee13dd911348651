import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { Behaviour, sendFault } from './fakeFaults';
import { FakeSlo, labelsOf, promNumber, recordedOf } from './fakeSlos';

export type { Behaviour } from './fakeFaults';
export type { FakeSlo } from './fakeSlos';

/**
 * Speaks as much of Prometheus' API as the collector asks for, and fails in
 * any way a test likes. It tells questions apart by their words; that the
 * questions themselves are right is shown by the test with a real Prometheus.
 */
export class FakePrometheus {
  url = '';
  behaviour: Behaviour = 'well';
  slos: FakeSlo[] = [];
  /** What `avg_over_time` gives, for SLOs whose period is spoiled. */
  averages: Record<string, number> = {};
  /** What `/api/v1/rules` gives, in the API's own terms. */
  rules: object[] = [];
  /** What is asked over a whole day is how many events there are. */
  eventsPerSecond = 10;
  /** How many raw series every counter has. */
  rawSeries = 5;
  /** Events a second at every step of a range; `undefined` where none are recorded. */
  trafficAt: (at: number) => number | undefined = () => 10;
  /** Bounds of every histogram. */
  buckets: string[] = [];
  /** Value of every series at every step of a range. */
  rangeValue: (at: number, metric: string) => number = () => 0.5;
  /** Questions so far. */
  readonly questions: {
    path: string;
    query: string;
    /** Whether whoever asked is still waiting. */
    isOpen: boolean;
    aborted: boolean;
    /** Of a huge answer, what was taken of it. */
    bytesSent: number;
  }[] = [];

  static async start(): Promise<FakePrometheus> {
    const fake = new FakePrometheus();
    await new Promise<void>(resolve => {
      fake.server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = fake.server.address() as AddressInfo;
    fake.url = `http://127.0.0.1:${port}`;
    return fake;
  }

  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((request, response) =>
    this.answer(request, response),
  ).on('connection', socket => {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
  });

  async stop(): Promise<void> {
    this.sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.server.close(resolve));
  }

  /** Comes back at the address it had before it was stopped. */
  async startAgain(): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.listen(Number(new URL(this.url).port), '127.0.0.1', resolve);
    });
  }

  /** Waits until there have been as many questions. */
  async untilAsked(count: number): Promise<void> {
    while (this.questions.length < count) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  /** Waits until nobody waits for an answer. */
  async untilNoneAsks(): Promise<void> {
    while (this.questions.some(({ isOpen }) => isOpen)) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const url = new URL(request.url!, this.url);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const parameters = new Map([...url.searchParams, ...form]);
    const question = {
      path: url.pathname,
      query: parameters.get('query') ?? '',
      isOpen: true,
      aborted: false,
      bytesSent: 0,
    };
    this.questions.push(question);
    response.on('close', () => {
      question.isOpen = false;
      question.aborted = !response.writableFinished;
    });
    response.on('error', () => {});
    const good = () => ({
      status: 'success',
      data: this.dataOf(question.path, parameters),
      ...(this.behaviour === 'warns' && {
        warnings: ['store "eu" did not answer'],
      }),
    });
    if (this.behaviour === 'well' || this.behaviour === 'warns') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(good()));
    } else {
      sendFault(this.behaviour, response, question, good);
    }
  }

  private dataOf(path: string, parameters: ReadonlyMap<string, string>) {
    const query = parameters.get('query') ?? '';
    if (path.endsWith('/rules')) {
      return { groups: [{ name: 'rules', rules: this.rules }] };
    }
    return path.endsWith('query_range')
      ? { resultType: 'matrix', result: this.matrix(query, parameters) }
      : {
          resultType: 'vector',
          result: this.vector(query, Number(parameters.get('time'))),
        };
  }

  private vector(query: string, time: number) {
    const sample = (metric: object, value: number) => ({
      metric,
      value: [time, promNumber(value)],
    });
    if (query.includes('avg_over_time')) {
      return this.slos
        .filter(slo => this.averages[slo.name] !== undefined)
        .map(slo => sample(labelsOf(slo), this.averages[slo.name]));
    }
    if (query.includes('[1d]')) {
      return [sample({}, this.eventsPerSecond)];
    }
    if (query.startsWith('(count(')) {
      return [sample({}, this.rawSeries)];
    }
    if (query.includes('by (le)')) {
      return this.buckets.map(le => sample({ le }, 1));
    }
    if (query.includes('timestamp(')) {
      return this.slos
        .filter(slo => Object.keys(slo.ratios).length > 0)
        .map(slo => sample(labelsOf(slo), time - (slo.ageSeconds ?? 5)));
    }
    return this.slos.flatMap(slo =>
      recordedOf(slo).map(([name, value]) =>
        sample({ __name__: name, ...labelsOf(slo) }, value),
      ),
    );
  }

  private matrix(query: string, parameters: ReadonlyMap<string, string>) {
    const [start, end, step] = ['start', 'end', 'step'].map(name =>
      Number(parameters.get(name)),
    );
    const valuesOf = (metric: string) =>
      Array.from(
        { length: Math.floor((end - start) / step) + 1 },
        (_, index) => {
          const at = start + index * step;
          return [at, promNumber(this.rangeValue(at, metric))];
        },
      );
    if (query.includes('by (__name__)')) {
      const names = /__name__=~"([^"]+)"/.exec(query)![1].split('|');
      return names.map(name => ({
        metric: { __name__: name },
        values: valuesOf(name),
      }));
    }
    if (query.startsWith('sum(')) {
      const values = valuesOf('').flatMap(([at]) => {
        const rate = this.trafficAt(Number(at));
        return rate === undefined ? [] : [[at, promNumber(rate)]];
      });
      return values.length > 0 ? [{ metric: {}, values }] : [];
    }
    return this.slos.map(slo => ({
      metric: labelsOf(slo),
      values: valuesOf('trend'),
    }));
  }
}
