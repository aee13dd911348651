#!/usr/bin/env node
/**
 * Opens every story of the built Storybook in Chromium, light and dark, and
 * lets axe judge it; then runs what only a browser can check of the charts.
 *
 *     yarn workspace @goreliable/ui storybook:build
 *     yarn workspace @goreliable/ui storybook:check
 *
 * Ends with "N passed, N failed" and a status that says whether all passed.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { launchBrowser } from './browser.mjs';
import { chartChecks } from './chartChecks.mjs';
import { serveFolder } from './staticServer.mjs';

const folder = fileURLToPath(new URL('../storybook-static', import.meta.url));
const modes = ['light', 'dark'];

/** Rules about whole pages, which a story is not. */
const pageRules = ['page-has-heading-one', 'landmark-one-main', 'region'];

async function readStories() {
  try {
    const index = JSON.parse(await readFile(`${folder}/index.json`, 'utf8'));
    return Object.values(index.entries).filter(({ type }) => type === 'story');
  } catch (error) {
    throw new Error(
      `There is no built Storybook in ${folder}. Run "yarn workspace @goreliable/ui storybook:build" first.`,
      { cause: error },
    );
  }
}

/** Opens a story and waits until it is drawn: charts load with the first one. */
async function openStory(page, address, id, mode) {
  await page.goto(
    `${address}/iframe.html?id=${id}&viewMode=story&globals=mode:${mode}`,
  );
  await page.waitForFunction(() =>
    document.body.classList.contains('sb-show-main'),
  );
  await page.waitForFunction(
    expected => document.body.dataset.themeMode === expected,
    mode,
  );
  await page.evaluate(() => document.fonts.ready);
  if (id.includes('chart') && !id.includes('skeletons')) {
    await page.waitForFunction(
      () =>
        !document.querySelector('.gr-skeleton') &&
        document.querySelector(
          '.gr-plot canvas, .gr-chart-compact, .gr-chart-empty',
        ),
    );
  }
}

async function judgeStory(page, address, id, mode) {
  const problems = [];
  const listen = message => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()}`);
    }
  };
  const listenError = error => problems.push(`error: ${error.message}`);
  page.on('console', listen);
  page.on('pageerror', listenError);
  try {
    await openStory(page, address, id, mode);
    const { violations } = await new AxeBuilder({ page })
      .include('#storybook-root')
      .disableRules(pageRules)
      .analyze();
    for (const { id: rule, help, nodes } of violations) {
      problems.push(
        `axe ${rule}: ${help}\n      ${nodes[0].html.slice(0, 200)}`,
      );
    }
  } finally {
    page.off('console', listen);
    page.off('pageerror', listenError);
  }
  return problems;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

async function main() {
  const stories = await readStories();
  const server = await serveFolder(folder);
  const browser = await launchBrowser();
  let passed = 0;
  let failed = 0;
  const report = (name, problems) => {
    if (problems.length === 0) {
      passed += 1;
    } else {
      failed += 1;
      say(`failed: ${name}\n    ${problems.join('\n    ')}`);
    }
  };
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    for (const mode of modes) {
      for (const { id } of stories) {
        const problems = await judgeStory(page, server.address, id, mode).catch(
          error => [error.message],
        );
        report(`${id}, ${mode}`, problems);
      }
    }
    for (const [name, check] of Object.entries(chartChecks)) {
      const problems = await check(page, (id, mode = 'light') =>
        openStory(page, server.address, id, mode),
      ).then(
        () => [],
        error => [error.message],
      );
      report(name, problems);
    }
  } finally {
    await browser.close();
    server.stop();
  }
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

await main();
