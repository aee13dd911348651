import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { findRoot } from '../context';
import { nodeTransform } from '../parts/typescriptProcess';
import { freePort } from '../testing/freePort';
import { temporaryFolder } from '../testing/folders';
import { waitUntil } from '../testing/waitUntil';
import { findLeftovers, stopLeftovers } from './leftovers';
import { identify, isAlive, processesOfRun } from './processes';
import { readRunFile, type RunRecord } from './runFile';
import { runFiles } from './runFiles';

jest.setTimeout(240_000);

describe('leftovers of a run whose supervisor was killed', () => {
  const dataDir = temporaryFolder();
  const files = runFiles(join(dataDir, 'lab'));
  let supervisor: ChildProcess;
  let bystander: ChildProcess;
  let record: RunRecord;

  beforeAll(async () => {
    const ports = [await freePort(), await freePort()];
    supervisor = spawn(
      process.execPath,
      [
        ...['--require', nodeTransform(findRoot())],
        join(__dirname, '../testing/superviseDummies.ts'),
        dataDir,
        ...ports.map((port, index) => `part${index}:${port}`),
      ],
      { stdio: 'inherit' },
    );
    bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await waitUntil('both parts and what they started run', () => {
      const current = readRunFile(files.run);
      return (
        current !== undefined &&
        Object.keys(current.parts).length === 2 &&
        processesOfRun(current.runId).length === 4
      );
    });
    record = readRunFile(files.run)!;
    supervisor.kill('SIGKILL');
    await waitUntil(
      'the supervisor is gone',
      () => !isAlive(record.supervisor),
    );
  });

  afterAll(() => {
    bystander.kill('SIGKILL');
    supervisor.kill('SIGKILL');
  });

  it('finds the parts by name, and what they had started', () => {
    const leftovers = findLeftovers(record);
    expect(leftovers.map(({ part }) => part)).toEqual([
      'part0',
      'part1',
      undefined,
      undefined,
    ]);
  });

  it('leaves alone a process that only has the same number', () => {
    const reused: RunRecord = {
      ...record,
      runId: 'another run',
      parts: {
        part0: {
          pid: bystander.pid!,
          startedAt: record.parts.part0.startedAt,
          stopSignal: 'SIGTERM',
        },
      },
    };
    expect(findLeftovers(reused)).toEqual([]);
  });

  it('stops exactly these', async () => {
    const leftovers = findLeftovers(record);
    await stopLeftovers(leftovers);
    expect(leftovers.filter(isAlive)).toEqual([]);
    expect(processesOfRun(record.runId)).toEqual([]);
    expect(identify(bystander.pid!)).toBeDefined();
    expect(identify(process.pid)).toBeDefined();
  });

  it('kills what does not want to end', async () => {
    const stubborn = spawn(
      process.execPath,
      [
        '-e',
        "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
      ],
      { detached: true },
    );
    await new Promise(resolve => stubborn.stdout.once('data', resolve));
    const identity = identify(stubborn.pid!)!;
    await stopLeftovers(
      [{ ...identity, part: 'stubborn', stopSignal: 'SIGTERM' }],
      200,
    );
    expect(isAlive(identity)).toBe(false);
  });
});
