import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { LabContext } from '../context';
import { readFileIfExists, writeFileAtomically } from '../files';
import { evaluationSeconds } from '../history/recordedSeries';
import { prometheusFiles } from '../parts/prometheusFiles';

const scrapeSeconds = 5;

/** Where the platform tells Prometheus what to scrape and what to compute. */
export function metricsFolders(context: Pick<LabContext, 'labDir'>) {
  const folder = join(prometheusFiles(context).config, '..');
  return { targets: join(folder, 'targets'), rules: join(folder, 'rules') };
}

/**
 * The scrape's `instance`: it stays the same from release to release, so that
 * a series does not end with each of them, and history can be told before.
 */
export function instanceOf(service: string): string {
  return `${service}-0`;
}

/** Prometheus' configuration; services come and go through the two folders. */
export function prometheusConfig({
  ports,
  labDir,
}: Pick<LabContext, 'ports' | 'labDir'>): string {
  const { targets, rules } = metricsFolders({ labDir });
  const own = (name: string, port: number) => ({
    job_name: name,
    scrape_interval: '15s',
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  });
  return stringify({
    global: {
      scrape_interval: `${scrapeSeconds}s`,
      scrape_timeout: '4s',
      // History is told at this interval, too: see `recordedSeries`.
      evaluation_interval: `${evaluationSeconds}s`,
    },
    rule_files: [join(rules, '*.yaml')],
    alerting: {
      alertmanagers: [
        { static_configs: [{ targets: [`127.0.0.1:${ports.alertmanager}`] }] },
      ],
    },
    scrape_configs: [
      own('prometheus', ports.prometheus),
      own('alertmanager', ports.alertmanager),
      {
        job_name: 'services',
        // Each file gives its targets the labels `job` and `instance`.
        file_sd_configs: [
          { files: [join(targets, '*.json')], refresh_interval: '30s' },
        ],
      },
    ],
  });
}

/** Writes the configuration if need be. @returns whether it has changed. */
export function writePrometheusConfig(
  context: Pick<LabContext, 'ports' | 'labDir'>,
): boolean {
  const { targets, rules } = metricsFolders(context);
  mkdirSync(targets, { recursive: true });
  mkdirSync(rules, { recursive: true });
  return writeIfChanged(
    prometheusFiles(context).config,
    prometheusConfig(context),
  );
}

/** Points Prometheus at a service's current process; it notices by itself. */
export function writeTarget(
  context: Pick<LabContext, 'labDir'>,
  service: string,
  adminPort: number | undefined,
): void {
  const path = join(metricsFolders(context).targets, `${service}.json`);
  if (adminPort === undefined) {
    rmSync(path, { force: true });
    return;
  }
  const group = {
    targets: [`127.0.0.1:${adminPort}`],
    labels: { job: service, instance: instanceOf(service) },
  };
  writeIfChanged(path, `${JSON.stringify([group], undefined, 2)}\n`);
}

/** Forgets the services that are not there any more. @returns whether any was. */
export function removeOtherServices(
  context: Pick<LabContext, 'labDir'>,
  services: ReadonlySet<string>,
): boolean {
  const { targets, rules } = metricsFolders(context);
  const stale = [targets, rules].flatMap(folder =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter(file => !services.has(file.replace(/(\.rules)?\.[a-z]+$/, '')))
      .map(file => join(folder, file)),
  );
  stale.forEach(path => rmSync(path, { force: true }));
  return stale.length > 0;
}

/** @returns whether the file was not like that already. */
export function writeIfChanged(path: string, content: string): boolean {
  if (readFileIfExists(path) === content) {
    return false;
  }
  writeFileAtomically(path, content);
  return true;
}

/**
 * Asks Prometheus to read its files again.
 *
 * @returns false if it is not there; then it reads them when it starts.
 * @throws Error with Prometheus' own words if it refuses the files.
 */
export async function reloadPrometheus(url: string): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(`${url}/-/reload`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    return false;
  }
  if (!response.ok) {
    throw new Error(
      `Prometheus refuses its configuration: ${await response.text()}`,
    );
  }
  return true;
}
