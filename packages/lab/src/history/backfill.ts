import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LabLog } from '../context';
import { judgedEvents } from './errorRatio';
import { pastIncidents } from './incidents';
import { writeOpenMetrics } from './openMetrics';
import { serviceProfiles } from './profiles';
import { rawSeries } from './rawSeries';
import { recordedSeries } from './recordedSeries';
import type { Series } from './series';
import { simulate, slotSeconds } from './simulate';
import type { SloRules } from './slothRules';
import { runCommand } from '../tools/command';

const day = 86_400;
const historyDays = 30;

// Prometheus' block lengths are 2 h, 6 h, 18 h, 54 h …: with one file for each
// block promtool reads every line once, not once for every block.
const blockSeconds = 54 * 3600;

export interface BackfillOptions {
  /** Unix time in seconds at which the past ends. */
  readonly now: number;
  readonly rules: readonly SloRules[];
  /** As the scrape will label a service's targets. */
  readonly instanceOf: (service: string) => string;
  readonly promtool: string;
  /** Prometheus' data folder. Nothing may be using it. */
  readonly dataDir: string;
  readonly log: LabLog;
  readonly signal?: AbortSignal;
}

/** Lies in the data folder and says when the told history ends. */
export const markerFile = 'history.json';

/** Where the history that ends now begins and ends, on the slots' grid. */
export function historyRange(now: number): { from: number; to: number } {
  const to = Math.floor(now / slotSeconds) * slotSeconds;
  return { from: to - historyDays * day, to };
}

/** Every series of the past, of the services that have a profile and rules. */
export function historySeries(
  options: Pick<BackfillOptions, 'now' | 'rules' | 'instanceOf'>,
): Series[] {
  const told = historyRange(options.now);
  // A period more than is told, so that the first budgets have a past too.
  const simulated = { from: told.from - historyDays * day, to: told.to };
  const incidents = pastIncidents(told.to);
  return serviceProfiles.flatMap(profile => {
    const rules = options.rules.filter(
      candidate => candidate.service === profile.service,
    );
    if (rules.length === 0) {
      return [];
    }
    const history = simulate(profile, simulated, incidents, 'goreliable');
    const scrape = {
      job: profile.service,
      instance: options.instanceOf(profile.service),
    };
    return [
      ...rules.flatMap(rule => {
        const events = judgedEvents(history, rule.slo);
        return events ? recordedSeries(rule, events, simulated) : [];
      }),
      ...rawSeries(history, scrape, told.from),
    ];
  });
}

/**
 * Makes Prometheus' data folder, with the past in it. It appears in one step,
 * at the end: a run that is cut short leaves nothing that looks like history.
 *
 * @returns how many samples were told.
 * @throws Error if the data folder has something in it.
 */
export async function backfill(options: BackfillOptions): Promise<number> {
  const { dataDir, promtool, signal } = options;
  const range = historyRange(options.now);
  const series = historySeries(options);
  const work = `${dataDir}.backfill`;
  const blocks = join(work, 'blocks');
  await rm(work, { recursive: true, force: true });
  await mkdir(blocks, { recursive: true });
  let samples = 0;
  const first = Math.floor(range.from / blockSeconds) * blockSeconds;
  for (let from = first; from < range.to; from += blockSeconds) {
    signal?.throwIfAborted();
    const file = join(work, 'samples.om');
    const end = Math.min(from + blockSeconds, range.to);
    samples += await writeOpenMetrics(file, series, from, end);
    const args = ['create-blocks-from', '--max-block-duration=54h'];
    await runCommand(promtool, ['tsdb', ...args, 'openmetrics', file, blocks], {
      signal,
    });
  }
  const marker = JSON.stringify({ until: range.to });
  await writeFile(join(blocks, markerFile), marker);
  await mkdir(dirname(dataDir), { recursive: true });
  await rmdir(dataDir).catch(error => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  });
  await rename(blocks, dataDir);
  await rm(work, { recursive: true, force: true });
  options.log.info(
    `Told ${historyDays} days of history: ${series.length} series, ${samples} samples`,
  );
  return samples;
}
