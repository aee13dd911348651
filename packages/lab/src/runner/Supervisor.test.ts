import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { loadLabContext } from '../context';
import type { PartDefinition } from '../parts/types';
import { labStatusSchema } from '../status';
import { dummyPart } from '../testing/dummyPart';
import { freePort } from '../testing/freePort';
import { temporaryFolder } from '../testing/folders';
import { waitUntil } from '../testing/waitUntil';
import { isDiskFull } from '../files';
import { identify, processesOfRun } from './processes';
import { readRunFile } from './runFile';
import { runFiles } from './runFiles';
import { Supervisor } from './Supervisor';

jest.setTimeout(240_000);

let mockWriteFailure: { of: RegExp; error: Error } | undefined;
jest.mock('../files', () => {
  const actual = jest.requireActual('../files');
  return {
    ...actual,
    writeFileAtomically: (path: string, content: string) => {
      if (mockWriteFailure?.of.test(path)) {
        throw mockWriteFailure.error;
      }
      actual.writeFileAtomically(path, content);
    },
  };
});

describe('Supervisor', () => {
  const folder = temporaryFolder();
  const running: Supervisor[] = [];
  let count = 0;

  afterEach(async () => {
    await Promise.all(running.splice(0).map(supervisor => supervisor.stop()));
  });

  function start(parts: PartDefinition[]) {
    count += 1;
    const dataDir = join(folder, `run ${count}`);
    const context = loadLabContext({ LAB_DATA_DIR: dataDir });
    const supervisor = new Supervisor(context, {
      parts,
      tools: [],
      tiers: ['core'],
      env: process.env,
    });
    running.push(supervisor);
    supervisor.start();
    const status = (name: string) =>
      supervisor.board.current.parts.find(part => part.name === name)!;
    return { supervisor, status, files: runFiles(context.labDir) };
  }

  it('starts a part only after what it needs is ready, and stops it before', async () => {
    const order: string[] = [];
    const [first, second] = [await freePort(), await freePort()];
    const parts = [
      dummyPart('second', second, {
        needs: ['first'],
        prepare: async () => void order.push('second prepares'),
      }),
      dummyPart('first', first, {
        onStarted: async () => void order.push('first is set up'),
      }),
    ];
    const { supervisor, status } = start(parts);
    expect(status('second')).toMatchObject({
      state: 'waiting',
      message: 'for first',
    });
    await supervisor.ready('second');
    expect(order).toEqual(['first is set up', 'second prepares']);
    const seen: string[] = [];
    supervisor.board.onChange(() => {
      for (const { name, state } of supervisor.board.current.parts) {
        if (state === 'stopped' && !seen.includes(name)) {
          seen.push(name);
        }
      }
    });
    await supervisor.stop();
    expect(seen).toEqual(['second', 'first']);
  });

  it('starts a part again after a crash, and shows it', async () => {
    const { supervisor, status } = start([dummyPart('nats', await freePort())]);
    await supervisor.ready('nats');
    const { pid } = status('nats');
    process.kill(pid!, 'SIGKILL');
    await waitUntil(
      'it is ready with another process',
      () => status('nats').state === 'ready' && status('nats').pid !== pid,
    );
    expect(status('nats').restarts).toBe(1);
  });

  it('gives up what never works, says why, and fails what needs it', async () => {
    const { supervisor, status } = start([
      dummyPart('broken', await freePort(), {
        script: 'process.exit(7)',
        restart: { firstDelayMs: 5, attempts: 3 },
      }),
      dummyPart('dependent', await freePort(), { needs: ['broken'] }),
    ]);
    await expect(supervisor.ready('broken')).rejects.toThrow(
      'given up after 3 tries: ended with code 7',
    );
    await expect(supervisor.ready('dependent')).rejects.toThrow(
      'needs broken, which failed',
    );
    expect(status('broken')).toMatchObject({ state: 'failed', restarts: 2 });
    expect(status('dependent').state).toBe('failed');
  });

  it('sends nothing to a process that has ended long ago', async () => {
    const { supervisor } = start([
      dummyPart('broken', await freePort(), {
        script: 'process.exit(7)',
        restart: { firstDelayMs: 5, attempts: 1 },
      }),
    ]);
    await expect(supervisor.ready('broken')).rejects.toThrow('given up');
    const signals = jest.spyOn(process, 'kill');
    try {
      await supervisor.stop();
      expect(signals).not.toHaveBeenCalled();
    } finally {
      signals.mockRestore();
    }
  });

  it('starts anew what does not get ready in time', async () => {
    const { supervisor, status } = start([
      dummyPart('slow', await freePort(), {
        script: 'setInterval(() => {}, 1000)',
        readyWithinMs: 300,
        restart: { firstDelayMs: 5, attempts: 2 },
      }),
    ]);
    await expect(supervisor.ready('slow')).rejects.toThrow(
      'was not ready within 0 s',
    );
    expect(status('slow').pid).toBeUndefined();
  });

  it('does not take a stranger on its port for its part', async () => {
    const port = await freePort();
    const stranger = start([dummyPart('stranger', port)]);
    await stranger.supervisor.ready('stranger');
    const { supervisor } = start([
      dummyPart('part', port, { restart: { firstDelayMs: 5, attempts: 2 } }),
    ]);
    await expect(supervisor.ready('part')).rejects.toThrow(
      `Port ${port}, which part needs, is in use by node`,
    );
  });

  it('takes along what a part has started, and leaves no record', async () => {
    const { supervisor, status, files } = start([
      dummyPart('parent', await freePort(), {
        script: `
          require('node:child_process').spawn(process.execPath,
            ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
          require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1');
        `,
      }),
    ]);
    await supervisor.ready('parent');
    const { runId } = readRunFile(files.run)!;
    expect(processesOfRun(runId)).toHaveLength(2);
    const { pid } = status('parent');
    await supervisor.stop();
    expect(identify(pid!)).toBeUndefined();
    expect(processesOfRun(runId)).toEqual([]);
    expect(readRunFile(files.run)).toBeUndefined();
  });

  it('tells others how far it is, and keeps what parts say', async () => {
    const { supervisor, files } = start([
      dummyPart('talker', await freePort(), {
        script: `console.log('hello'); console.error('trouble');
          require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1');`,
      }),
    ]);
    await supervisor.ready('talker');
    supervisor.board.flush();
    const status = labStatusSchema.parse(
      JSON.parse(readFileSync(files.status, 'utf8')),
    );
    expect(status.parts).toEqual([
      expect.objectContaining({ name: 'talker', state: 'ready' }),
    ]);
    const log = readFileSync(files.log('talker'), 'utf8');
    expect(log).toContain('hello\n');
    expect(log).toContain('trouble\n');
  });

  describe('when files can no longer be written', () => {
    afterEach(() => {
      mockWriteFailure = undefined;
    });

    const failure = (code: string, errno: number) =>
      Object.assign(new Error(code), { code, errno: -errno });
    const { ENOSPC, EDQUOT, EIO } = constants.errno;

    async function startPair() {
      const [first, second] = [await freePort(), await freePort()];
      const lab = start([
        dummyPart('first', first),
        dummyPart('second', second, { needs: ['first'] }),
      ]);
      await lab.supervisor.ready('second');
      const { runId } = readRunFile(lab.files.run)!;
      expect(processesOfRun(runId)).toHaveLength(2);
      return { ...lab, runId };
    }

    it.each([
      ['the disk is full', failure('ENOSPC', ENOSPC)],
      [
        "the user's share of it is used up",
        failure(`Unknown system error -${EDQUOT}`, EDQUOT),
      ],
    ])('stops all the same because %s', async (_reason, error) => {
      const { supervisor, status, files, runId } = await startPair();
      expect(isDiskFull(error)).toBe(true);
      mockWriteFailure = { of: /json$/, error };
      await supervisor.stop();
      expect(status('first').state).toBe('stopped');
      expect(processesOfRun(runId)).toEqual([]);
      expect(readRunFile(files.run)).toBeUndefined();
    });

    it('stops all before it tells of another reason', async () => {
      const { supervisor, runId } = await startPair();
      mockWriteFailure = { of: /run\.json$/, error: failure('EIO', EIO) };
      await expect(supervisor.stop()).rejects.toThrow('EIO');
      running.splice(running.indexOf(supervisor), 1);
      expect(processesOfRun(runId)).toEqual([]);
    });
  });

  it('can be stopped while parts are still being prepared', async () => {
    const { supervisor, status } = start([
      dummyPart('endless', await freePort(), {
        prepare: (_context, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      }),
      dummyPart('waiting', await freePort(), { needs: ['endless'] }),
    ]);
    await waitUntil(
      'it is being prepared',
      () => status('endless').state === 'preparing',
    );
    await supervisor.stop();
    expect(status('endless').state).toBe('stopped');
    expect(status('waiting').state).toBe('stopped');
  });
});
