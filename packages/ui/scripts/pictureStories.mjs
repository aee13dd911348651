#!/usr/bin/env node
/**
 * Takes a picture of every story of the built Storybook, light and dark, wide
 * and narrow, and lays those of one component out on one sheet.
 *
 *     yarn workspace @goreliable/ui storybook:build
 *     yarn workspace @goreliable/ui storybook:pictures [part of a story's id]
 *
 * Leaves them in storybook-static/pictures, one sheet for each component.
 */
import { mkdir, rm } from 'node:fs/promises';
import { launchBrowser } from './browser.mjs';
import { serveFolder } from './staticServer.mjs';
import {
  modes,
  openStorybook,
  readStories,
  storybookFolder,
  viewports,
} from './storybook.mjs';

const folder = `${storybookFolder}/pictures`;

/** Waits out what appears late by design, such as a skeleton. */
const settledMs = 300;

/** As high as the window at least, as a person sees it, without the empty rest. */
async function takePicture(page, name) {
  const height = await page.evaluate(() =>
    Math.ceil(
      Math.max(
        ...[...document.querySelectorAll('#storybook-root *')].map(
          element => element.getBoundingClientRect().bottom,
        ),
      ),
    ),
  );
  const { width } = page.viewportSize();
  await page.screenshot({
    path: `${folder}/${name}`,
    clip: { x: 0, y: 0, width, height: Math.min(900, height + 24) },
  });
}

async function takePictures(browser, address, stories) {
  for (const mode of modes) {
    for (const [size, viewport] of Object.entries(viewports)) {
      const context = await browser.newContext({
        viewport,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      const show = openStorybook(page, address);
      for (const { id } of stories) {
        await show(id, mode);
        await page.waitForTimeout(settledMs);
        await takePicture(page, `${id}--${mode}-${size}.png`);
      }
      await context.close();
    }
  }
}

function sheet(address, stories) {
  const rows = stories.map(({ id, name }) => {
    const pictures = Object.keys(viewports).flatMap(size =>
      modes.map(
        mode =>
          `<img class="${size}" src="${address}/pictures/${id}--${mode}-${size}.png">`,
      ),
    );
    return `<h2>${name}</h2><div>${pictures.join('')}</div>`;
  });
  return `<style>
    body { margin: 16px; background: #808080; font: 14px sans-serif; }
    h2 { margin: 12px 0 4px; font-size: 14px; color: #fff; }
    div { display: flex; gap: 8px; align-items: flex-start; }
    .wide { width: 800px } .narrow { width: 244px }
  </style>${rows.join('')}`;
}

async function layOut(browser, address, stories) {
  const page = await browser.newPage({
    viewport: { width: 2160, height: 900 },
  });
  const titles = new Set(stories.map(({ title }) => title));
  for (const title of titles) {
    const own = stories.filter(story => story.title === title);
    await page.setContent(sheet(address, own), { waitUntil: 'load' });
    await page.screenshot({
      path: `${folder}/sheet--${title
        .replace(/[^a-z0-9]+/gi, '-')
        .toLowerCase()}.png`,
      fullPage: true,
    });
  }
}

const [, , wanted = ''] = process.argv;
const stories = (await readStories()).filter(({ id }) => id.includes(wanted));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await serveFolder(storybookFolder);
const browser = await launchBrowser();
try {
  await takePictures(browser, server.address, stories);
  await layOut(browser, server.address, stories);
} finally {
  await browser.close();
  server.stop();
}
process.stdout.write(`Pictures of ${stories.length} stories: ${folder}\n`);
