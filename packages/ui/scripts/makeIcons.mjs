#!/usr/bin/env node
/**
 * Draws the PNG icons of packages/app from its favicon.svg, for what does not
 * read SVG. Run: node packages/ui/scripts/makeIcons.mjs
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './browser.mjs';

const publicDir = new URL('../../app/public/', import.meta.url);

/** Sizes in px; the large ones have a ground and room around the mark, as home screens want. */
const icons = [
  { size: 32, inset: 0, ground: 'transparent' },
  { size: 192, inset: 0.2, ground: '#f7f8f9' },
  { size: 512, inset: 0.2, ground: '#f7f8f9' },
];

const svg = await readFile(new URL('favicon.svg', publicDir), 'utf8');
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ colorScheme: 'light' });
  for (const { size, inset, ground } of icons) {
    const room = Math.round(size * inset);
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>html{background:${ground}}body{margin:${room}px}svg{display:block}</style>${svg.replace(
        '<svg ',
        `<svg width="${size - 2 * room}" height="${size - 2 * room}" `,
      )}`,
    );
    await page.screenshot({
      path: fileURLToPath(new URL(`icon-${size}.png`, publicDir)),
      omitBackground: true,
    });
  }
} finally {
  await browser.close();
}
