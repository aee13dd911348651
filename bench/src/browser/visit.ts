import type { BrowserContext } from 'playwright-core';
import type { PageUnderTest } from '../targets';
import { type Traffic, countTraffic } from './countTraffic';
import { type WatchedWindow, watchForContent } from './watchForContent';

export interface Visit extends Traffic {
  /** From the start of the navigation to the frame that shows the content. */
  readonly contentMs: number;
}

const contentWithinMs = 60_000;
/** For what loads after the content, and for the browser to write its caches. */
const settleMs = 700;

/** Opens a page in a new tab and waits for its content. */
export async function visit(
  context: BrowserContext,
  url: string,
  page: PageUnderTest,
): Promise<Visit> {
  const tab = await context.newPage();
  try {
    const traffic = await countTraffic(await context.newCDPSession(tab));
    const { selector, text } = page;
    await tab.addInitScript(watchForContent, { selector, text });
    await tab.goto(`${url}${page.path}`, { waitUntil: 'commit' });
    await tab.waitForFunction(
      () => (window as WatchedWindow).benchContentMs !== undefined,
      undefined,
      { timeout: contentWithinMs, polling: 50 },
    );
    await tab.waitForTimeout(settleMs);
    const contentMs = await tab.evaluate(
      () => (window as WatchedWindow).benchContentMs!,
    );
    return { contentMs, ...traffic(contentMs) };
  } finally {
    await tab.close();
  }
}

/** Forgets all files; who is signed in stays signed in. */
export async function emptyCache(context: BrowserContext): Promise<void> {
  const tab = await context.newPage();
  const session = await context.newCDPSession(tab);
  await session.send('Network.clearBrowserCache');
  await tab.close();
}
