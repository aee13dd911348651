import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { GoldenPathValues } from '@goreliable/plugin-golden-path-common';
import { z } from 'zod';
import { readTemplate, renderGoldenPath } from '../render/renderGoldenPath';
import { renderPlan } from '../render/renderPlan';
import { CheckedAnswers, checkedAnswers } from './answers';
import { entityProblems } from './checkEntities';
import { findEmptyValues } from './emptyValues';
import { mirrorFolder } from './mirrorFolder';

/**
 * Renders every golden path with typical and edge answers, by the portal's own
 * renderer, and checks the results with their users' tools:
 *
 *   node … checkGoldenPaths.ts [title …]
 *
 * Run through `scripts/check-golden-paths.sh`, from the root of the checkout.
 * `GOLDEN_PATH_TOOLS` is a JSON object from binary to path; what it leaves out
 * is taken from the PATH. `GOLDEN_PATH_FOLDER` is where the results stay: with
 * the same files at the same place as before, the tools' own caches answer for
 * what has not changed. `CHECKS` names the checks to run, all by default.
 */
const variables: Readonly<Record<string, string>> = {
  'golangci-lint': 'GOLANGCI_LINT',
  helm: 'HELM',
  kubeconform: 'KUBECONFORM',
  sloth: 'SLOTH',
  promtool: 'PROMTOOL',
  k6: 'K6',
  actionlint: 'ACTIONLINT',
};

function toolEnvironment(): Record<string, string> {
  const paths = z
    .record(z.string(), z.string())
    .parse(JSON.parse(process.env.GOLDEN_PATH_TOOLS || '{}'));
  const known = Object.entries(paths).filter(([binary]) => binary in variables);
  return Object.fromEntries(
    known.map(([binary, path]) => [variables[binary], path]),
  );
}

function say(line: string) {
  process.stdout.write(`${line}\n`);
}

/** Renders one case into `repository` and `gitops` of a folder that may have been used before. */
async function render(
  answers: CheckedAnswers,
  templatesDir: string,
  folder: string,
): Promise<GoldenPathValues> {
  const fresh = await mkdtemp(join(tmpdir(), 'golden-path-'));
  try {
    const values = await renderGoldenPath({
      templatesDir,
      template: answers.template,
      values: answers.values,
      targetDir: join(fresh, 'repository'),
      gitopsDir: join(fresh, 'gitops'),
    });
    await mirrorFolder(fresh, folder);
    return values;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Renders and checks one case; what is wrong has been said when it resolves. */
async function check(
  answers: CheckedAnswers,
  folder: string,
): Promise<boolean> {
  const templatesDir = join(process.cwd(), 'templates');
  const repository = join(folder, 'repository');
  const gitops = join(folder, 'gitops');
  const { template } = answers;
  const values = await render(answers, templatesDir, folder);
  let passed = true;
  const { skeletons } = renderPlan(await readTemplate(templatesDir, template));
  for (const { url } of skeletons) {
    const empty = await findEmptyValues(join(templatesDir, url), values);
    for (const { file, expression } of empty) {
      say(`✗ ${url}/${file}: \${{ ${expression} }} renders as nothing`);
      passed = false;
    }
  }
  for (const problem of await entityProblems(repository)) {
    say(`✗ catalog-info.yaml: ${problem}`);
    passed = false;
  }
  const wanted = process.env.CHECKS?.split(/\s+/).filter(Boolean) ?? [];
  const checks = spawn(
    join(templatesDir, 'checks/check.sh'),
    [repository, ...wanted],
    {
      stdio: 'inherit',
      env: { ...process.env, ...toolEnvironment(), GITOPS: gitops },
    },
  );
  // It ends what it has started; nobody else could.
  const stop = () => {
    checks.kill('SIGTERM');
    checks.once('exit', () => process.exit(1));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const [status] = await once(checks, 'exit');
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return passed && status === 0;
}

async function main(titles: readonly string[]): Promise<void> {
  const unknown = titles.filter(
    title => !checkedAnswers.some(answers => answers.title === title),
  );
  if (unknown.length > 0) {
    const known = checkedAnswers.map(({ title }) => title).join(', ');
    throw new Error(`There is no ${unknown.join(', ')}. Known: ${known}`);
  }
  const wanted = checkedAnswers.filter(
    ({ title }) => titles.length === 0 || titles.includes(title),
  );
  const root = process.env.GOLDEN_PATH_FOLDER || '.data/golden-paths';
  const results: { title: string; passed: boolean; seconds: number }[] = [];
  for (const answers of wanted) {
    const { title } = answers;
    say(`\n${title}`);
    const begun = performance.now();
    const folder = resolve(root, title);
    const passed = await check(answers, folder).catch(error => {
      say(`✗ ${error?.stack ?? error}`);
      return false;
    });
    const seconds = Math.round((performance.now() - begun) / 1000);
    results.push({ title, passed, seconds });
  }
  say('');
  for (const { title, passed, seconds } of results) {
    say(`${passed ? '✓' : '✗'} ${String(seconds).padStart(4)} s  ${title}`);
  }
  const failed = results.filter(({ passed }) => !passed).length;
  say(`${results.length - failed} golden paths passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error?.message ?? error}\n`);
  process.exitCode = 1;
});
