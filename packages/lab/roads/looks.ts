import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const light = { colorScheme: 'light' } as const;
const dark = { colorScheme: 'dark' } as const;
const wide = { width: 1280, height: 800 } as const;
const narrow = { width: 390, height: 844 } as const;

/**
 * How people look at pages. In this order a page is loaded once: its window becomes
 * narrow, then its system dark, and then its window wide.
 */
export const looks = [
  { name: 'wide-light', ...wide, ...light },
  { name: 'narrow-light', ...narrow, ...light },
  { name: 'narrow-dark', ...narrow, ...dark },
  { name: 'wide-dark', ...wide, ...dark },
] as const;

export type Look = (typeof looks)[number];

/** Gives the page's window and system this look. */
export async function takeOn(page: Page, look: Look): Promise<void> {
  const { width, height, colorScheme } = look;
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
}

/** Waits until the page's colours are those of the look. */
export async function coloursOf(page: Page, look: Look): Promise<void> {
  await page.waitForFunction(
    scheme => getComputedStyle(document.documentElement).colorScheme === scheme,
    look.colorScheme,
  );
}

/** For how long nothing has to change before a page counts as drawn, in ms. */
const quietMs = 250;
/** What changes for longer than this is the page's own: a clock, an answer that comes in parts. */
const longestMs = 5_000;

/** Waits until a page has everything it was loading and no longer changes. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"], .gr-progress'),
  );
  await page.evaluate(
    async times => {
      await document.fonts.ready;
      await new Promise<void>(resolve => {
        let timer = setTimeout(resolve, times.quietMs);
        new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, times.quietMs);
        }).observe(document, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        setTimeout(resolve, times.longestMs);
      });
    },
    { quietMs, longestMs },
  );
}

/**
 * What does not fit the window: the page itself if it is wider, a chart that is wider than
 * its place or leaves much of it empty, a table without rows where rows should be, a button
 * in two lines.
 */
export const misfits = (page: Page) =>
  page.evaluate(() => {
    /** Beside a wide plot its lines are named, in 160 px. */
    const labels = 160;
    const main = document.querySelector('main') ?? document.body;
    const nameOf = (element: Element) =>
      element.getAttribute('aria-label') ?? element.textContent?.trim();

    const beyond = document.documentElement.scrollWidth - window.innerWidth;
    const pages = beyond > 0 ? [`page that is ${beyond} px too wide`] : [];

    const charts = [...main.querySelectorAll('.uplot')].flatMap(drawn => {
      const plot = drawn.closest('.gr-plot')!;
      const { width } = drawn.getBoundingClientRect();
      const room = plot.getBoundingClientRect().width;
      return width > room + 1 || width < room - labels - 1
        ? [`chart of ${width} px in ${room} px: ${nameOf(plot)}`]
        : [];
    });

    const tables = [...main.querySelectorAll('.gr-grid')].flatMap(grid => {
      const rows = grid.querySelector('.gr-lines');
      const last = [...grid.querySelectorAll('.gr-lines > .gr-line')].at(-1);
      if (!rows || !last) {
        return [];
      }
      const end = Math.min(
        grid.getBoundingClientRect().bottom,
        rows.getBoundingClientRect().bottom,
      );
      const drawn = last.getBoundingClientRect().bottom;
      return drawn < end - 1
        ? [`table whose rows end ${end - drawn} px too early: ${nameOf(grid)}`]
        : [];
    });

    const buttons = [...main.querySelectorAll('.gr-button')]
      .filter(button => button.getBoundingClientRect().height > 34)
      .map(button => `button in more than one line: ${nameOf(button)}`);

    return [...pages, ...charts, ...tables, ...buttons];
  });

/** Keeps a picture of the whole page in the folder that the environment names, if it does. */
export async function keepPicture(
  page: Page,
  { path, look }: { path: string; look: Look },
): Promise<void> {
  const folder = process.env.LOOKS;
  if (!folder) {
    return;
  }
  mkdirSync(folder, { recursive: true });
  // What is hidden above the window would be in the middle of the picture.
  await page.evaluate(() => window.scrollTo(0, 0));
  const words = path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '');
  await page.screenshot({
    path: join(folder, `${words || 'home'}.${look.name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}
