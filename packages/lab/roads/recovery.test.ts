/**
 * What survives being killed, on the real thing: a run in the middle, any part, the portal
 * while it writes, a whole run. Started by scripts/recovery.sh; TIERS=none spares the lab.
 */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import Database from 'better-sqlite3';
import { loadLabContext } from '../src/context';
import { freePortBase } from '../src/runner/freePortBase';
import {
  type ProcessIdentity,
  isAlive,
  processesOfRun,
} from '../src/runner/processes';
import type { RunRecord } from '../src/runner/runFile';
import { eventually } from './browser';
import { LabRun } from './labRun';
import { type TimelineWriter, timelineWriter } from './timelineWriter';

const dataDir = mkdtempSync(join(tmpdir(), 'goreliable run-'));
// Servers that refuse to run as root run as somebody else.
chmodSync(dataDir, 0o755);
/** The first start builds the services; it may find the tools not built, either. */
const upWithinMs = 840_000;

const { TIERS = 'core', ...inherited } = process.env;
let environment: NodeJS.ProcessEnv;
let run: LabRun;
let writer: TimelineWriter;

before(async () => {
  environment = {
    ...inherited,
    TIERS,
    LAB_DATA_DIR: dataDir,
    LAB_PORT_BASE: `${await freePortBase()}`,
  };
  writer = timelineWriter(loadLabContext(environment));
});

after(async () => {
  await run?.interrupt();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that a run has started. */
function descendants({ runId, parts }: RunRecord): ProcessIdentity[] {
  return [...Object.values(parts), ...processesOfRun(runId)];
}

/** Kills the supervisor and starts a run on what is left. */
async function killAndStart(): Promise<void> {
  const { record } = run;
  assert.ok(record);
  await run.killGroup();
  const left = descendants(record).filter(isAlive);
  assert.ok(left.length > 0, 'parts survive their supervisor');
  run = LabRun.start(environment);
  await run.allReady(upWithinMs);
  assert.match(run.output, /The last run was cut off; stopping what it left: /);
  assert.deepEqual(left.filter(isAlive), []);
}

/** Kills a part and waits for the one that takes its place. */
async function killPart(name: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await run.until(`another ${name}`, upWithinMs, () => {
    const part = run.part(name);
    return part?.state === 'ready' && part.pid !== pid;
  });
}

/** What SQLite itself says of each of the portal's databases. */
function databaseFaults(): string[] {
  const folder = join(dataDir, 'portal');
  const files = readdirSync(folder).filter(name => name.endsWith('.sqlite'));
  assert.ok(
    files.includes('timeline.sqlite') && files.includes('catalog.sqlite'),
  );
  return files.flatMap(name => {
    const database = new Database(join(folder, name), { readonly: true });
    try {
      const faults = database.pragma('integrity_check', { simple: true });
      return faults === 'ok' ? [] : [`${name}: ${faults}`];
    } finally {
      database.close();
    }
  });
}

describe('a run that is killed in the middle of its start', () => {
  test('is cleared away by the next one, which comes up', async () => {
    run = LabRun.start(environment);
    await run.until('the portal starting', upWithinMs, ({ parts }) =>
      parts.some(
        ({ name, state }) => name === 'portal' && state === 'starting',
      ),
    );
    await killAndStart();
  });
});

describe('the portal, killed while it writes', () => {
  test('starts again and has all that it had taken', async () => {
    // A portal that is young has not read its catalog, and tells only of what is in it.
    await eventually('the service is in the catalog', 120_000, writer.known);
    const killed = run.part('portal')?.pid;
    assert.ok(killed);
    const writing = writer.writeUntilRefused();
    await eventually('it takes events', 60_000, async () => {
      return writer.taken.length > 200;
    });
    await killPart('portal', killed);
    await writing;
    assert.equal(run.part('portal')?.restarts, 1);
    const known = await writer.known();
    assert.deepEqual(
      writer.taken.filter(id => !known.includes(id)),
      [],
    );
  });

  test('has nothing twice after all is sent again, and sound databases', async () => {
    await writer.sendAllAgain();
    const known = await writer.known();
    assert.deepEqual(known.toSorted(), writer.sent.toSorted());
    assert.deepEqual(databaseFaults(), []);
  });
});

describe('any other part, killed', () => {
  test('is started again, which is shown, and takes no other along', async () => {
    const { parts } = await run.allReady(upWithinMs);
    // The platform and its services have their own test in platform.test.ts.
    const others = parts.filter(
      ({ name }) => name !== 'portal' && name !== 'platform',
    );
    for (const { name, pid } of others) {
      await killPart(name, pid!);
      assert.equal(run.part(name)?.restarts, 1, name);
    }
    const now = await run.allReady(upWithinMs);
    const restarts = now.parts
      .filter(({ name }) => !others.some(other => other.name === name))
      .map(({ name, restarts: count }) => [name, count]);
    assert.deepEqual(Object.fromEntries(restarts).portal, 1);
    assert.equal(Object.fromEntries(restarts).platform ?? 0, 0);
  });
});

describe('a whole run, killed', () => {
  test('is cleared away by the next one, which is well and knows what was', async () => {
    await killAndStart();
    assert.deepEqual((await writer.known()).toSorted(), writer.sent.toSorted());
    assert.deepEqual(databaseFaults(), []);
  });

  test('Ctrl-C ends the next one and all that it started', async () => {
    const { record } = run;
    assert.ok(record);
    const all = descendants(record);
    assert.equal(await run.interrupt(), 0);
    assert.deepEqual(all.filter(isAlive), []);
    assert.deepEqual(processesOfRun(record.runId), []);
  });
});
