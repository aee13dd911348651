import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findRoot } from '../context';
import { nodeTransform } from '../parts/typescriptProcess';
import { processesOfRun } from '../runner/processes';
import { readRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';
import { temporaryFolder } from '../testing/folders';
import { waitUntil } from '../testing/waitUntil';

jest.setTimeout(240_000);

describe('with', () => {
  const folder = temporaryFolder();
  const started: ChildProcess[] = [];
  let count = 0;

  afterEach(() => started.splice(0).forEach(lab => lab.kill('SIGKILL')));

  /** Runs it until its parts begin to start. */
  async function begin(script: string) {
    count += 1;
    const dataDir = join(folder, `run ${count}`);
    const {
      LAB_PORT_BASE: _base,
      LAB_PORTAL_PORT: _port,
      ...inherited
    } = process.env;
    const lab = spawn(
      process.execPath,
      [
        ...['--require', nodeTransform(findRoot())],
        ...[join(__dirname, '../main.ts'), 'with', 'identity', '--'],
        ...[process.execPath, '-e', script],
      ],
      {
        env: { ...inherited, LAB_DATA_DIR: dataDir },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    started.push(lab);
    const ended = once(lab, 'exit');
    const { run } = runFiles(join(dataDir, 'lab'));
    await waitUntil('the part runs', () => {
      const record = readRunFile(run);
      return record !== undefined && Object.keys(record.parts).length > 0;
    });
    const { runId } = readRunFile(run)!;
    return {
      lab,
      ended,
      nothingIsLeft: () =>
        processesOfRun(runId).length === 0 && readRunFile(run) === undefined,
    };
  }

  const endless = 'setInterval(() => {}, 1000)';

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops what has been started on %s, before the command runs or beside it',
    async signal => {
      const { lab, ended, nothingIsLeft } = await begin(endless);
      lab.kill(signal);
      const [code] = await ended;
      // A fast machine has the command running by then, which the signal ends.
      expect([128 + constants.signals[signal], 1]).toContain(code);
      expect(nothingIsLeft()).toBe(true);
    },
  );

  it('goes on stopping however often it is told to', async () => {
    const { lab, ended, nothingIsLeft } = await begin(
      `console.log('up'); ${endless}`,
    );
    await once(lab.stdout!, 'data');
    let isOver = false;
    const over = ended.then(() => {
      isOver = true;
    });
    while (!isOver) {
      lab.kill('SIGINT');
      await delay(20);
    }
    await over;
    expect(nothingIsLeft()).toBe(true);
  });

  it('passes a signal on to the command, whose exit code it hands on', async () => {
    const { lab, ended, nothingIsLeft } = await begin(
      `process.on('SIGHUP', () => process.exit(7)); console.log('up'); ${endless}`,
    );
    await once(lab.stdout!, 'data');
    lab.kill('SIGHUP');
    expect(await ended).toEqual([7, null]);
    expect(nothingIsLeft()).toBe(true);
  });
});
