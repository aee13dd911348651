import type { BrowserContext, Page } from 'playwright-core';
import {
  type LongTask,
  type TaskWindow,
  type WatchedWindow,
  watchForContent,
  watchTasks,
} from '../../browser';

/** What a round in the browser has found, in ms. */
export interface PageFigures {
  /** From the navigation to the frame in which the table has every row. */
  readonly rowsMs: number;
  /** From the last byte of the SLOs to the end of the work that they make. */
  readonly interactiveMs: number;
  /** 0 if none was 50 ms long. */
  readonly longestScrolling: number;
  readonly longestTyping: number;
}

const warmingVisits = 2;
/** For what loads after the content, and for long tasks to be told. */
const settleMs = 1_000;

/** Opens the page of all SLOs in a browser that knows it, and uses it. */
export async function measurePage(
  context: BrowserContext,
  portalUrl: string,
  slos: number,
): Promise<PageFigures> {
  for (let count = 0; count < warmingVisits; count += 1) {
    await (await openSlos(context, portalUrl, slos)).close();
  }
  const page = await openSlos(context, portalUrl, slos);
  try {
    return {
      rowsMs: await contentMsOf(page),
      interactiveMs: await measureInteractive(context, portalUrl, slos),
      longestScrolling: await longestDuring(page, () => scroll(page)),
      longestTyping: await longestDuring(page, () => type(page)),
    };
  } finally {
    await page.close();
  }
}

/** What shows that the table has every row. */
const contentOf = (slos: number) => ({
  // The header is a row too; only what can be seen is in the document.
  selector: `[role=grid][aria-rowcount="${slos + 1}"] [role=row]`,
  text: 'service-',
});

async function openSlos(
  context: BrowserContext,
  portalUrl: string,
  slos: number,
): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watchForContent, contentOf(slos));
  await page.addInitScript(watchTasks);
  await page.goto(`${portalUrl}/slo`, { waitUntil: 'commit' });
  await untilShown(page);
  return page;
}

async function untilShown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => (window as WatchedWindow).benchContentMs !== undefined,
    undefined,
    { timeout: 60_000, polling: 50 },
  );
  await page.waitForTimeout(settleMs);
}

function contentMsOf(page: Page): Promise<number> {
  return page.evaluate(() => (window as WatchedWindow).benchContentMs!);
}

/**
 * Opens the page from the side bar. On a full load the data is there before the app is, and
 * what comes after it would be the app's work more than the data's.
 */
async function measureInteractive(
  context: BrowserContext,
  portalUrl: string,
  slos: number,
): Promise<number> {
  const page = await context.newPage();
  try {
    await page.addInitScript(watchTasks);
    await page.goto(`${portalUrl}/settings`);
    const link = page
      .getByRole('navigation')
      .getByRole('link', { name: 'SLOs', exact: true });
    await link.waitFor();
    await page.waitForTimeout(settleMs);
    await page.evaluate(watchForContent, contentOf(slos));
    await link.click();
    await untilShown(page);
    const dataAt = await page.evaluate(() => {
      const loaded = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('/api/slo/overview'))
        .at(-1);
      return (loaded as PerformanceResourceTiming).responseEnd;
    });
    const ends = (await tasksOf(page)).map(
      ({ startedAt, milliseconds }) => startedAt + milliseconds,
    );
    return Math.max(await contentMsOf(page), ...ends) - dataAt;
  } finally {
    await page.close();
  }
}

function tasksOf(page: Page): Promise<LongTask[]> {
  return page.evaluate(() => (window as TaskWindow).benchTasks ?? []);
}

async function longestDuring(
  page: Page,
  act: () => Promise<void>,
): Promise<number> {
  const before = (await tasksOf(page)).length;
  await act();
  await page.waitForTimeout(settleMs);
  const during = (await tasksOf(page)).slice(before);
  return Math.max(0, ...during.map(({ milliseconds }) => milliseconds));
}

/** To the end and back, as fast as a wheel goes. */
async function scroll(page: Page): Promise<void> {
  const box = await page.locator('[role=grid]').boundingBox();
  await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2);
  for (const direction of [1, -1]) {
    for (let step = 0; step < 40; step += 1) {
      await page.mouse.wheel(0, direction * 1_200);
      await page.waitForTimeout(16);
    }
  }
}

/** Letter by letter, with time for the table to follow, and the same away again. */
async function type(page: Page): Promise<void> {
  const field = page.locator('section.gr-table input[type=search]');
  await field.focus();
  for (const key of [...'latency', ...Array(7).fill('Backspace')]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(300);
  }
}
