import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readTemplate, renderGoldenPath } from '../render/renderGoldenPath';
import { renderPlan } from '../render/renderSteps';
import { CheckedAnswers, checkedAnswers } from './answers';
import { findEmptyValues } from './emptyValues';

/**
 * Renders every golden path with typical and edge answers, by the portal's own
 * renderer, and checks the results with their users' tools:
 *
 *   node … checkGoldenPaths.ts [title …]
 *
 * Run through `scripts/check-golden-paths.sh`, from the root of the checkout.
 * `GOLDEN_PATH_TOOLS` is a JSON object from binary to path; what it leaves out
 * is taken from the PATH.
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

/** Renders and checks one case; what is wrong has been said when it resolves. */
async function check(
  answers: CheckedAnswers,
  folder: string,
): Promise<boolean> {
  const templatesDir = join(process.cwd(), 'templates');
  const repository = join(folder, 'repository');
  const gitops = join(folder, 'gitops');
  const { template } = answers;
  const values = await renderGoldenPath({
    templatesDir,
    template,
    values: answers.values,
    targetDir: repository,
    gitopsDir: gitops,
  });
  let passed = true;
  const { fetches } = renderPlan(await readTemplate(templatesDir, template));
  for (const { url } of fetches) {
    const empty = await findEmptyValues(join(templatesDir, url), values);
    for (const { file, expression } of empty) {
      say(`✗ ${url}/${file}: \${{ ${expression} }} renders as nothing`);
      passed = false;
    }
  }
  const { status, error } = spawnSync(
    join(templatesDir, 'checks/check.sh'),
    [repository],
    {
      stdio: 'inherit',
      env: { ...process.env, ...toolEnvironment(), GITOPS: gitops },
    },
  );
  if (error) {
    throw error;
  }
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
  const root = await mkdtemp(join(tmpdir(), 'golden-paths-'));
  const results: { title: string; passed: boolean; seconds: number }[] = [];
  try {
    for (const answers of wanted) {
      const { title } = answers;
      say(`\n${title}`);
      const begun = performance.now();
      const passed = await check(answers, join(root, title)).catch(error => {
        say(`✗ ${error?.stack ?? error}`);
        return false;
      });
      const seconds = Math.round((performance.now() - begun) / 1000);
      results.push({ title, passed, seconds });
    }
  } finally {
    await rm(root, { recursive: true, force: true });
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
