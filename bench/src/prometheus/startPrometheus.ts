import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { LabContext } from '@goreliable/lab';
import { freePort } from '../server/freePort';
import { pastBudgets, recordedNow, sloFleet } from './sloFleet';

export interface RunningPrometheus {
  readonly url: string;
  /** Queries and range queries that it has answered so far. */
  queries(): Promise<number>;
  stop(): Promise<void>;
}

const daySeconds = 86_400;
/** The step of the portal's sparklines, which begin and end on its multiples. */
const trendStepSeconds = daySeconds / 2;
const upWithin = 600;

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/**
 * The lab's Prometheus with a fleet of SLOs: a past of their budgets, and an exporter
 * that tells what Sloth's rules would record now. So nothing is evaluated beside what
 * is measured, and what is measured is answered by a real server.
 */
export async function startPrometheus(
  context: Pick<LabContext, 'tool'>,
  { slos, scrapeSeconds }: { slos: number; scrapeSeconds: number },
): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'goreliable-bench-prometheus-'));
  const fleet = sloFleet(slos);
  await tellPast(await context.tool('promtool'), folder, fleet);
  const exporter = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(recordedNow(fleet, Math.floor(Date.now() / 1000)));
  });
  await new Promise<void>(resolve => {
    exporter.listen(0, '127.0.0.1', resolve);
  });
  const { port: exporterPort } = exporter.address() as AddressInfo;
  writeFileSync(
    join(folder, 'prometheus.yml'),
    // JSON is YAML.
    JSON.stringify({
      global: {
        scrape_interval: `${scrapeSeconds}s`,
        scrape_timeout: `${scrapeSeconds}s`,
      },
      scrape_configs: [
        {
          job_name: 'fleet',
          static_configs: [{ targets: [`127.0.0.1:${exporterPort}`] }],
        },
      ],
    }),
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    await context.tool('prometheus'),
    [
      '--config.file=prometheus.yml',
      '--storage.tsdb.path=data',
      '--storage.tsdb.retention.time=45d',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  running.add(child);
  const stop = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    running.delete(child);
    exporter.closeAllConnections();
    exporter.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilScraped(url, slos);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, queries: () => countQueries(url), stop };
}

async function tellPast(
  promtool: string,
  folder: string,
  fleet: ReturnType<typeof sloFleet>,
): Promise<void> {
  const to = Math.floor(Date.now() / 1000) - 3_600;
  const range = {
    from: to - 31 * daySeconds,
    to,
    stepSeconds: trendStepSeconds,
  };
  const file = join(folder, 'past.om');
  await pipeline(
    Readable.from(pastBudgets(fleet, range)),
    createWriteStream(file),
  );
  await promisify(execFile)(
    promtool,
    [
      ...['tsdb', 'create-blocks-from', '--max-block-duration=1500h'],
      ...['openmetrics', file, join(folder, 'data')],
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  rmSync(file);
}

async function untilScraped(url: string, slos: number): Promise<void> {
  const query = new URLSearchParams({ query: 'count(slo:objective:ratio)' });
  for (let attempt = 0; attempt < upWithin; attempt += 1) {
    try {
      const response = await fetch(`${url}/api/v1/query?${query}`);
      const { data } = (await response.json()) as any;
      if (Number(data.result[0]?.value[1]) === slos) {
        return;
      }
    } catch {
      // Nobody listens yet.
    }
    await delay(200);
  }
  throw new Error(`Prometheus has not scraped ${slos} SLOs in two minutes`);
}

async function countQueries(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [
    ...text.matchAll(
      /^prometheus_http_requests_total\{.*handler="\/api\/v1\/query(?:_range)?".*\} (\S+)$/gm,
    ),
  ].reduce((sum, [, value]) => sum + Number(value), 0);
}
