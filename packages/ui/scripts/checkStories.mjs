#!/usr/bin/env node
/**
 * Shows every story of the built Storybook in Chromium, light and dark, wide
 * and narrow, and lets axe judge it; then checks what only a browser can tell
 * of charts, tables and what stands in for them.
 *
 *     yarn workspace @goreliable/ui storybook:build
 *     yarn workspace @goreliable/ui storybook:check
 *
 * Ends with "N passed, N failed" and a status that says whether all passed.
 */
import { launchBrowser } from './browser.mjs';
import { chartChecks } from './chartChecks.mjs';
import { feedbackChecks } from './feedbackChecks.mjs';
import { judgeStories } from './judgeStories.mjs';
import { serveFolder } from './staticServer.mjs';
import {
  modes,
  openStorybook,
  readStories,
  storybookFolder,
  viewports,
} from './storybook.mjs';
import { tableChecks } from './tableChecks.mjs';

const checks = { ...chartChecks, ...tableChecks, ...feedbackChecks };

/** Time in ms after which something that does not come is missing; nothing takes nearly as long. */
const patienceMs = 20_000;

async function runChecks(browser, address) {
  const context = await browser.newContext({
    viewport: viewports.wide,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const show = openStorybook(page, address);
  const outcomes = [];
  for (const [name, check] of Object.entries(checks)) {
    const problems = await check(page, show).then(
      () => [],
      error => [error.message],
    );
    outcomes.push({ name, problems });
  }
  await context.close();
  return outcomes;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Does what is asked for and says how long it took: where the time goes should be known. */
async function timed(name, work) {
  const started = performance.now();
  const outcomes = await work();
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  say(`${name}: ${outcomes.length} in ${seconds} s`);
  return outcomes;
}

async function main() {
  const stories = await readStories();
  const server = await serveFolder(storybookFolder);
  const browser = await launchBrowser();
  const { address } = server;
  try {
    const judged = await Promise.all(
      modes.map(mode =>
        timed(`Stories, ${mode}`, () =>
          judgeStories(browser, { stories, address, mode }),
        ),
      ),
    );
    const checked = await timed('Checks in the browser', () =>
      runChecks(browser, address),
    );
    const outcomes = [...judged.flat(), ...checked];
    const failed = outcomes.filter(({ problems }) => problems.length > 0);
    for (const { name, problems } of failed) {
      say(`failed: ${name}\n    ${problems.join('\n    ')}`);
    }
    say(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
    process.exitCode = failed.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
    server.stop();
  }
}

await main();
