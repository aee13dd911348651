import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { labTools } from './labTools';

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}

async function ruleFilesOf(
  rules: { file: string } | { text: string } | undefined,
  folder: string,
): Promise<string[]> {
  if (!rules || 'file' in rules) {
    return rules ? [rules.file] : [];
  }
  const file = join(folder, 'rules.yaml');
  await writeFile(file, rules.text);
  return [file];
}

/** A Prometheus of the lab's version, in a folder and on a port of its own. */
export class RealPrometheus {
  /**
   * @param options.rules - a rule file, or the text of one, evaluated every second
   * @param options.metrics - what is scraped every second
   * @param options.history - OpenMetrics text that is there from the start
   */
  static async start(options: {
    rules?: { file: string } | { text: string };
    metrics: () => string;
    history?: string;
  }): Promise<RealPrometheus> {
    const { prometheus, promtool } = await labTools('prometheus');
    const folder = await mkdtemp(join(tmpdir(), 'slo-prometheus-'));
    const exporter = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(options.metrics());
    });
    await new Promise<void>(done => {
      exporter.listen(0, '127.0.0.1', done);
    });
    const { port: target } = exporter.address() as AddressInfo;
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: await ruleFilesOf(options.rules, folder),
      scrape_configs: [
        {
          job_name: 'exporter',
          honor_labels: true,
          static_configs: [{ targets: [`127.0.0.1:${target}`] }],
        },
      ],
    };
    // JSON is YAML.
    await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(config));
    if (options.history) {
      await writeFile(join(folder, 'history.om'), options.history);
      await run(
        promtool,
        [
          'tsdb',
          'create-blocks-from',
          // By default the whole file is read once for every two hours in it.
          '--max-block-duration=1500h',
          'openmetrics',
          'history.om',
          'data',
        ],
        { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      );
    }
    const port = await freePort();
    const child = spawn(
      prometheus,
      [
        '--config.file=prometheus.yml',
        '--storage.tsdb.path=data',
        '--storage.tsdb.retention.time=60d',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=warn',
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    return new RealPrometheus(`http://127.0.0.1:${port}`, child, async () => {
      exporter.closeAllConnections();
      await new Promise(done => exporter.close(done));
      await rm(folder, { recursive: true, force: true });
    });
  }

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  get processId(): number {
    return this.child.pid!;
  }

  /** Lets it hang: connections are still taken, nothing is answered. */
  hang() {
    this.child.kill('SIGSTOP');
  }

  goOn() {
    this.child.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const ended = new Promise(done => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await ended;
    await this.cleanUp();
  }

  /** Asks directly, past everything that is under test. */
  async ask(
    path: 'query' | 'query_range',
    parameters: Record<string, string | number>,
  ): Promise<{ metric: Record<string, string>; value: any; values: any }[]> {
    const search = new URLSearchParams(
      Object.entries(parameters).map(([name, value]) => [name, String(value)]),
    );
    const response = await fetch(`${this.url}/api/v1/${path}?${search}`);
    const answer: any = await response.json();
    if (answer.status !== 'success') {
      throw new Error(`${parameters.query}: ${answer.error}`);
    }
    return answer.data.result;
  }

  /**
   * One number at a moment.
   *
   * @throws if there is none
   */
  async number(query: string, time: number): Promise<number> {
    const [sample] = await this.ask('query', { query, time });
    if (!sample) {
      throw new Error(`${query} gives nothing at ${time}`);
    }
    return Number(sample.value[1]);
  }

  /** Waits until a query gives something. */
  async waitFor(query: string): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      try {
        if ((await this.ask('query', { query })).length > 0) {
          return;
        }
      } catch {
        // Not up yet.
      }
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error(`Prometheus never had an answer to ${query}`);
  }
}
