import { loadLabContext, type LabContext } from '../context';
import {
  labParts,
  parseTiers,
  tiersWithoutParts,
  type LabMode,
} from '../parts';
import type { PartDefinition } from '../parts/types';
import { runIdVariable } from '../runner/processes';
import { lastLines, RotatingLog } from '../runner/RotatingLog';
import { runFiles } from '../runner/runFiles';
import { Supervisor } from '../runner/Supervisor';
import type { LabStatus } from '../status';
import { makeSecrets } from '../secrets';
import { toolDefinitions } from '../tools';
import { buildTechdocs } from '../tools/python';
import { closingLines, portalLines } from './closingLines';
import { Display } from './Display';
import { Failure } from '../failure';
import { takeOver } from './takeOver';

/** `make run` and `make dev`: brings the lab up and keeps it up until told to stop. */
export async function run(mode: LabMode, env = process.env): Promise<void> {
  const context = loadLabContext(env);
  const tiers = parseTiers(env.TIERS);
  const parts = labParts({ tiers, mode });
  const hold = await takeOver(context, parts);
  makeSecrets(context.secrets);
  const supervisor = new Supervisor(context, {
    parts,
    tools: tiers.includes('core')
      ? toolDefinitions.filter(({ neededBy }) => neededBy === 'run')
      : [],
    tiers,
    env: partEnvironment(context, env),
  });
  // Compilers and bundlers are children of this process itself. If it is
  // killed, the next run is to find them, too.
  process.env[runIdVariable] = supervisor.runId;
  const log = new RotatingLog(runFiles(context.labDir).log('run'));
  const display = new Display(supervisor.board, log);
  const ending = endOfRun(() => supervisor.kill());
  const background = new AbortController();
  display.start();
  for (const tier of tiersWithoutParts(tiers, parts)) {
    display.say(`The tier ${tier} has no parts yet: what starts is the rest.`);
  }
  supervisor.start();
  buildTechdocs(context, { signal: background.signal }).catch(error => {
    if (!background.signal.aborted) {
      display.say(`Docs cannot be built: ${messageOf(error)}`);
    }
  });
  const outcome = await Promise.race([
    ending.promise,
    announce(supervisor, display, { parts, mode }),
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
  about: { parts: PartDefinition[]; mode: LabMode },
): Promise<Outcome> {
  const { parts, mode } = about;
  const startedAt = Date.now();
  const settled = Promise.allSettled(
    parts.map(({ name }) => supervisor.ready(name)),
  );
  const front = mode === 'dev' ? 'app' : 'portal';
  try {
    await Promise.all([supervisor.ready('portal'), supervisor.ready(front)]);
  } catch (error) {
    const message = failureReport(supervisor.board.current, error);
    return { kind: 'failed', message };
  }
  display.say(portalLines(supervisor.board.current, startedAt));
  await settled;
  display.settle();
  display.say(closingLines(supervisor.board.current, startedAt));
  return await new Promise(() => {});
}

/** What failed first, for what only waited for it has nothing to tell. */
function failureReport({ parts }: LabStatus, error: unknown): string {
  const root = parts.find(
    ({ state, message }) =>
      state === 'failed' && !/^needs .* failed$/.test(message ?? ''),
  );
  if (!root?.log) {
    return `The portal failed: ${messageOf(error)}`;
  }
  const tail = lastLines(root.log, 20).map(line => `  ${line}`);
  return [`${root.title} failed: ${root.message}`, ...tail, root.log].join(
    '\n',
  );
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
