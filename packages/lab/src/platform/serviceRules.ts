import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../tools/command';

const load = createRequire(__filename);

/** The domain of SLOs, not before it is needed: most verbs of the lab do without. */
const sloDomain = (): typeof import('@goreliable/plugin-slo-common') =>
  load('@goreliable/plugin-slo-common');

export interface RuleTools {
  readonly promtool: string;
  readonly signal?: AbortSignal;
}

/** Rule files for Prometheus by their names. */
export type RuleFiles = Readonly<Record<string, string>>;

/**
 * The rules of a service: what follows from its objectives, and the alerts that
 * its chart has beside them. All are checked before anybody reads them.
 *
 * @param checkout - the service's repository.
 * @returns nothing for a service without objectives and alerts.
 * @throws Error that says what is wrong with the specification, or with the
 *   complaint of promtool.
 */
export async function serviceRules(
  service: string,
  checkout: string,
  tools: RuleTools,
): Promise<RuleFiles> {
  const work = await mkdtemp(join(tmpdir(), 'goreliable-rules-'));
  try {
    const files = {
      ...objectiveRules(service, checkout, work),
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
 * The rules of one specification: those that `sloth generate` makes of it.
 *
 * @throws Error that says what is wrong with the specification, and where.
 */
export function generateRules(specification: string): string {
  const { answerRules, rulesRequestSchema } = sloDomain();
  const answer = answerRules(rulesRequestSchema.parse({ spec: specification }));
  if (answer.outcome === 'refused') {
    const errors = answer.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path} ${message}`);
    throw new Error(
      `No rules can be made of the objectives: ${errors.join('; ')}`,
    );
  }
  return answer.rules;
}

function objectiveRules(
  service: string,
  checkout: string,
  work: string,
): RuleFiles {
  const specification = join(checkout, 'slo', 'slo.yaml');
  if (!existsSync(specification)) {
    return {};
  }
  const file = `${service}.yaml`;
  const rules = generateRules(readFileSync(specification, 'utf8'));
  writeFileSync(join(work, file), rules);
  return { [file]: rules };
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
