import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../tools/command';

export interface RuleTools {
  readonly sloth: string;
  readonly promtool: string;
  readonly signal?: AbortSignal;
}

/** Rule files for Prometheus by their names. */
export type RuleFiles = Readonly<Record<string, string>>;

/**
 * The rules of a service: what Sloth makes of its objectives, and the alerts
 * that its chart has beside them. All are checked before anybody reads them.
 *
 * @param checkout - the service's repository.
 * @returns nothing for a service without objectives and alerts.
 * @throws Error with the complaint of Sloth or promtool.
 */
export async function serviceRules(
  service: string,
  checkout: string,
  tools: RuleTools,
): Promise<RuleFiles> {
  const work = await mkdtemp(join(tmpdir(), 'goreliable-rules-'));
  try {
    const files = {
      ...(await objectiveRules(service, checkout, work, tools)),
      ...chartRules(service, checkout, work),
    };
    const paths = Object.keys(files).map(file => join(work, file));
    if (paths.length > 0) {
      await runCommand(tools.promtool, ['check', 'rules', ...paths], {
        signal: tools.signal,
      });
    }
    return files;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * What `sloth generate` makes of one specification.
 *
 * @throws Error with Sloth's complaint.
 */
export async function generateRules(
  specification: string,
  output: string,
  tools: Pick<RuleTools, 'sloth' | 'signal'>,
): Promise<string> {
  const args = ['generate', '--no-color', '-i', specification, '-o', output];
  await runCommand(tools.sloth, args, { signal: tools.signal });
  return readFileSync(output, 'utf8');
}

async function objectiveRules(
  service: string,
  checkout: string,
  work: string,
  tools: RuleTools,
): Promise<RuleFiles> {
  const specification = join(checkout, 'slo', 'slo.yaml');
  if (!existsSync(specification)) {
    return {};
  }
  const file = `${service}.yaml`;
  const output = join(work, file);
  return { [file]: await generateRules(specification, output, tools) };
}

function chartRules(
  service: string,
  checkout: string,
  work: string,
): RuleFiles {
  const source = join(checkout, 'chart', 'rules', 'service.yaml');
  if (!existsSync(source)) {
    return {};
  }
  const content = readFileSync(source, 'utf8');
  const file = `${service}.rules.yaml`;
  writeFileSync(join(work, file), content);
  return { [file]: content };
}
