import { loadLabContext, type LabContext } from '../context';
import { tryExclusive } from '../exclusive';
import { labParts, parseTiers, type LabMode } from '../parts';
import type { PartDefinition } from '../parts/types';
import { diskShortage } from '../doctor/disk';
import { findLeftovers, stopLeftovers } from '../runner/leftovers';
import { takenPorts, takenPortsMessage } from '../runner/ports';
import { lastLines, RotatingLog } from '../runner/RotatingLog';
import { readRunFile } from '../runner/runFile';
import { runFiles } from '../runner/runFiles';
import { Supervisor } from '../runner/Supervisor';
import { makeSecrets } from '../secrets';
import { toolDefinitions } from '../tools';
import { buildTechdocs } from '../tools/python';
import { closingLines, portalLines } from './closingLines';
import { Display } from './Display';
import { Failure } from '../failure';

/** `make run` and `make dev`: brings the lab up and keeps it up until told to stop. */
export async function run(mode: LabMode, env = process.env): Promise<void> {
  const context = loadLabContext(env);
  const tiers = parseTiers(env.TIERS);
  const parts = labParts({ tiers, mode });
  const hold = tryExclusive(runFiles(context.labDir).lock);
  if (!hold) {
    throw new Failure(alreadyRunning(context));
  }
  await clearLeftovers(context);
  await assertRoom(context, parts);
  makeSecrets(context.secrets);
  const supervisor = new Supervisor(context, {
    parts,
    tools: tiers.includes('core')
      ? toolDefinitions.filter(({ neededBy }) => neededBy === 'run')
      : [],
    tiers,
    env: partEnvironment(context, env),
  });
  const log = new RotatingLog(runFiles(context.labDir).log('run'));
  const display = new Display(supervisor.board, log);
  const ending = endOfRun(() => supervisor.kill());
  const background = new AbortController();
  display.start();
  supervisor.start();
  buildTechdocs(context, { signal: background.signal }).catch(error => {
    if (!background.signal.aborted) {
      display.say(`Docs cannot be built: ${messageOf(error)}`);
    }
  });
  const outcome = await Promise.race([
    ending.promise,
    announce(supervisor, display, { context, parts, mode }),
  ]);
  display.settle();
  display.say(outcome.kind === 'failed' ? outcome.message : 'Stopping …');
  background.abort();
  await supervisor.stop();
  hold.release();
  if (outcome.kind === 'failed') {
    throw new Failure('The portal could not be started.');
  }
}

type Outcome = { kind: 'stopped' } | { kind: 'failed'; message: string };

/** Says when the portal, and when all is up; resolves only if the portal fails. */
async function announce(
  supervisor: Supervisor,
  display: Display,
  about: { context: LabContext; parts: PartDefinition[]; mode: LabMode },
): Promise<Outcome> {
  const { context, parts, mode } = about;
  const startedAt = Date.now();
  const settled = Promise.allSettled(
    parts.map(({ name }) => supervisor.ready(name)),
  );
  const front = mode === 'dev' ? 'app' : 'portal';
  try {
    await Promise.all([supervisor.ready('portal'), supervisor.ready(front)]);
  } catch (error) {
    const log = runFiles(context.labDir).log('portal');
    const tail = lastLines(log, 20).map(line => `  ${line}`);
    const message = [`The portal failed: ${messageOf(error)}`, ...tail, log];
    return { kind: 'failed', message: message.join('\n') };
  }
  display.say(portalLines(supervisor.board.current, startedAt));
  await settled;
  display.settle();
  display.say(closingLines(supervisor.board.current, startedAt));
  return await new Promise(() => {});
}

/** Resolves on the first signal to end; a second one of a person kills all. */
function endOfRun(kill: () => void): { promise: Promise<Outcome> } {
  const promise = new Promise<Outcome>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve({ kind: 'stopped' }));
    }
    process.once('SIGINT', () => {
      process.on('SIGINT', () => {
        kill();
        process.exit(130);
      });
    });
    process.on('uncaughtException', error => {
      resolve({ kind: 'failed', message: `${error.stack ?? error}` });
    });
  });
  // The terminal may go away before we do.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  return { promise };
}

function alreadyRunning({ labDir, urls, dataDir }: LabContext): string {
  const record = readRunFile(runFiles(labDir).run);
  const who = record ? ` (process ${record.supervisor.pid})` : '';
  return [
    `The lab already runs on ${dataDir}${who}: ${
      record?.portal ?? urls.portal
    }`,
    'See it with: make status. Stop it with: make stop.',
    'To run another one beside it: LAB_DATA_DIR=.data-2 LAB_PORT_BASE=8000 make run',
  ].join('\n');
}

async function clearLeftovers({ labDir }: LabContext): Promise<void> {
  const record = readRunFile(runFiles(labDir).run);
  const leftovers = record ? findLeftovers(record) : [];
  if (leftovers.length > 0) {
    const names = leftovers.map(({ part, pid }) => part ?? `process ${pid}`);
    process.stdout.write(
      `The last run was cut off; stopping what it left: ${names.join(', ')}\n`,
    );
    await stopLeftovers(leftovers);
  }
}

async function assertRoom(
  context: LabContext,
  parts: PartDefinition[],
): Promise<void> {
  const wanted = parts.flatMap(part =>
    part.ports(context).map(port => ({ port, wantedBy: part.name })),
  );
  const taken = await takenPorts(wanted);
  if (taken.length > 0) {
    throw new Failure(takenPortsMessage(taken));
  }
  const shortage = diskShortage(context);
  if (shortage) {
    throw new Failure(shortage);
  }
}

export function partEnvironment(
  context: LabContext,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const { PORT: _port, TIERS: _tiers, MAKEFLAGS: _flags, ...inherited } = env;
  return {
    ...inherited,
    LAB_PORT_BASE: `${context.portBase}`,
    LAB_PORTAL_PORT: `${context.ports.portal}`,
    LAB_DATA_DIR: context.dataDir,
    LAB_STATUS_FILE: runFiles(context.labDir).status,
    GORELIABLE_CACHE: context.cacheDir,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
