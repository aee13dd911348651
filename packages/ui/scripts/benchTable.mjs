#!/usr/bin/env node
/**
 * Measures how long a table keeps the browser's main thread busy at a time:
 * scrolling through 10,000 rows, and typing into the filter of 1,000.
 *
 *     yarn workspace @goreliable/ui storybook:build
 *     yarn workspace @goreliable/ui storybook:bench
 *
 * Prints figures and judges nothing: they depend on the machine and on what
 * else runs there. Wanted are at most 100 ms while scrolling and 50 ms while
 * typing.
 */
import { launchBrowser } from './browser.mjs';
import { serveFolder } from './staticServer.mjs';
import { openStorybook, storybookFolder, viewports } from './storybook.mjs';

const rounds = 5;

/** Runs in the page: begins to note tasks of 50 ms and more, which is all the browser reports. */
function noteLongTasks() {
  window.longTasks = [];
  const observer = new PerformanceObserver(list =>
    window.longTasks.push(...list.getEntries().map(one => one.duration)),
  );
  observer.observe({ type: 'longtask' });
}

async function wheel(page) {
  const { x, y } = await page.locator('.gr-lines').boundingBox();
  await page.mouse.move(x + 200, y + 100);
  for (let step = 0; step < 60; step += 1) {
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

async function type(page) {
  await page.getByRole('searchbox').click();
  for (const word of ['gateway', 'order', 'ml-team 9']) {
    await page.keyboard.type(word, { delay: 90 });
    // Longer than the pause after which the filter is applied.
    await page.waitForTimeout(500);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
  }
}

const measurements = [
  ['scrolling, 10,000 rows', 'table-datatable--ten-thousand-rows', wheel],
  ['typing, 1,000 rows', 'table-datatable--thousand-rows', type],
];

const server = await serveFolder(storybookFolder);
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: viewports.wide });
  const show = openStorybook(page, server.address);
  for (const [name, story, act] of measurements) {
    await show(story);
    // Once unmeasured: the first time, the browser compiles what it runs.
    await act(page);
    for (let round = 1; round <= rounds; round += 1) {
      await show(story);
      await page.waitForTimeout(500);
      await page.evaluate(noteLongTasks);
      await act(page);
      const tasks = await page.evaluate(() => window.longTasks);
      const longest = tasks.length > 0 ? Math.max(...tasks) : undefined;
      process.stdout.write(
        `${name}, round ${round}: ${tasks.length} tasks over 50 ms${
          longest === undefined ? '' : `, the longest ${longest.toFixed(0)} ms`
        }\n`,
      );
    }
  }
} finally {
  await browser.close();
  server.stop();
}
