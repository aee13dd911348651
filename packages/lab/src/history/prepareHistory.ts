import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LabContext } from '../context';
import { readFileIfExists } from '../files';
import { prometheusFiles } from '../parts/prometheusFiles';
import { renderLabServices } from '../platform/labServices';
import { instanceOf, writePrometheusConfig } from '../platform/prometheusFiles';
import { generateRules } from '../platform/serviceRules';
import { backfill, markerFile } from './backfill';
import { parseSlothRules, type SloRules } from './slothRules';

export interface HistoryWork {
  readonly signal: AbortSignal;
  report(message: string): void;
}

/**
 * Gives Prometheus its configuration and, before its very first start, 30 days
 * of history of the lab's services. Cut off at any point, it begins anew the
 * next time; a data folder with anything in it is never touched.
 */
export async function prepareHistory(
  context: LabContext,
  { signal, report }: HistoryWork,
): Promise<void> {
  writePrometheusConfig(context);
  const { data } = prometheusFiles(context);
  if (existsSync(data) && readdirSync(data).length > 0) {
    return;
  }
  report('telling 30 days of history');
  const promtool = await context.tool('promtool', { signal });
  await backfill({
    now: Date.now() / 1000,
    rules: await labRules(context, signal),
    instanceOf,
    promtool,
    dataDir: data,
    log: context.log,
    signal,
  });
}

/** The rules for the objectives of all services of the lab. */
async function labRules(
  context: LabContext,
  signal: AbortSignal,
): Promise<SloRules[]> {
  const services = await renderLabServices(context, signal);
  const rules: SloRules[] = [];
  for (const { repository } of services) {
    const specification = join(repository, 'slo', 'slo.yaml');
    if (existsSync(specification)) {
      const text = generateRules(readFileSync(specification, 'utf8'));
      rules.push(...parseSlothRules(text));
    }
  }
  return rules;
}

const markerSchema = z.object({ until: z.number() });

/** When the told history ends, Unix time in seconds; undefined if none is told. */
export function historyEnd(
  context: Pick<LabContext, 'labDir'>,
): number | undefined {
  const path = join(prometheusFiles(context).data, markerFile);
  const text = readFileIfExists(path);
  return text === undefined
    ? undefined
    : markerSchema.parse(JSON.parse(text)).until;
}
