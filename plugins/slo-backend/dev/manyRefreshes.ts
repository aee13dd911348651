import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import {
  component,
  startSloBackend,
} from '../src/__testUtils__/startSloBackend';

/** What is freed frees more, and buffers outside of the heap are let go a turn later. */
async function collectGarbage(): Promise<void> {
  for (let pass = 0; pass < 3; pass += 1) {
    global.gc!();
    await delay(20);
  }
}

/**
 * Refreshes the SLOs of a Prometheus again and again, in a process that does nothing
 * else, and has them looked at after each; for benchmarks and for looking into leaks.
 *
 *   node --expose-gc --require <loader> manyRefreshes.ts <Prometheus' address> <services>
 *
 * Each line on stdin, a number, makes that many refreshes; each is told in a line of
 * JSON on stdout: times in ms, memory in bytes after a collection, which every
 * twenty-fifth has.
 */
async function main([url, services]: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'slo-refreshes-'));
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'slo.sqlite') },
    useNullAsDefault: true,
  });
  const backend = await startSloBackend({
    knex,
    slo: { prometheus: [{ name: 'lab', url, timeout: '60s' }] },
    actions: { register() {} } as any,
    entities: Array.from({ length: Number(services) }, (_, index) =>
      component(`service-${String(index).padStart(4, '0')}`, 'edge-team'),
    ),
  });
  const address = backend.server.address();
  const port = typeof address === 'object' ? address!.port : address;
  const look = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/api/slo/overview`, {
      headers: {
        authorization: mockCredentials.user.header(),
        'accept-encoding': 'br',
      },
    });
    const { slos, sources } = (await response.json()) as any;
    // The process keeps a record of each fetch of its own.
    performance.clearResourceTimings();
    if (slos.length === 0 || sources[0].state !== 'fresh') {
      throw new Error(`There are no SLOs: ${JSON.stringify(sources)}`);
    }
  };
  let done = 0;
  const refresh = async () => {
    const { heard } = backend;
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    await backend.refresh();
    const wallMs = performance.now() - before;
    const { user, system } = process.cpuUsage(cpuBefore);
    await look();
    for (const list of [heard.signals, heard.home, heard.events]) {
      list.length = 0;
    }
    heard.notifications.length = 0;
    done += 1;
    let memory = {};
    if (done % 25 === 0) {
      await collectGarbage();
      const { heapUsed, external, rss } = process.memoryUsage();
      memory = { keptBytes: heapUsed + external, rssBytes: rss };
    }
    const told = { wallMs, cpuMs: (user + system) / 1000, ...memory };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  };
  process.stdout.write('{"ready":true}\n');
  let rest = '';
  for await (const chunk of process.stdin) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      for (let count = Number(line); count > 0; count--) {
        await refresh();
      }
    }
  }
  await backend.stop();
  await knex.destroy();
  rmSync(folder, { recursive: true, force: true });
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
