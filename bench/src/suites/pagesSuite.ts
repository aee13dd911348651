import { loadLabContext } from '@goreliable/lab';
import {
  type Visit,
  emptyCache,
  findBrowser,
  openProfile,
  visit,
} from '../browser';
import { type Suite, median } from '../report';
import {
  type PageUnderTest,
  type Target,
  buildPortal,
  createStock,
  portalTarget,
  stockTarget,
} from '../targets';
import { alternating } from './alternating';

/** Visits until the browser has compiled and kept a page's code. */
const warmingVisits = 2;
/** Visits of which a round's warm value is the median. */
const warmVisits = 3;

interface RoundOfVisits {
  readonly landingWarm: number;
  readonly catalogWarm: number;
  readonly cold: Visit;
}

/** From navigation to content, in a person's browser. */
export const pagesSuite: Suite = {
  name: 'pages',
  async run({ rounds, say }) {
    const context = loadLabContext();
    const browser = findBrowser(context.root);
    await buildPortal(context, say);
    const stock = await stockTarget(context, await createStock(context, say));
    const pair = [portalTarget(context), stock] as const;
    const servers = [];
    for (const target of pair) {
      servers.push(await target.start());
      await target.prepare?.();
    }
    const results = {
      ours: [] as RoundOfVisits[],
      stock: [] as RoundOfVisits[],
    };
    try {
      for (const target of pair) {
        await untilFilled(browser, target);
      }
      for (const [round, targets] of alternating(pair, rounds).entries()) {
        for (const target of targets) {
          results[target.name].push(await visitAll(browser, target));
        }
        say(`round ${round + 1} of ${rounds}`);
      }
    } finally {
      await Promise.all(servers.map(server => server.stop()));
    }
    return report(results.ours, results.stock);
  },
};

/** The catalog reads its files after the start; a page shown before stays empty. */
async function untilFilled(browser: string, target: Target): Promise<void> {
  const profile = await openProfile(browser);
  try {
    const page = await profile.context.newPage();
    await target.signIn(page);
    const { path, selector, text } = target.pages.catalog;
    const row = page.locator(selector).filter({ hasText: text }).first();
    for (let attempt = 1; ; attempt += 1) {
      await page.goto(`${target.url}${path}`);
      try {
        await row.waitFor({ timeout: 5_000 });
        return;
      } catch (error) {
        if (attempt === 20) {
          throw error;
        }
      }
    }
  } finally {
    await profile.close();
  }
}

async function visitAll(
  browser: string,
  target: Target,
): Promise<RoundOfVisits> {
  const profile = await openProfile(browser);
  try {
    const { context } = profile;
    const page = await context.newPage();
    await target.signIn(page);
    await page.close();
    const { landing, catalog } = target.pages;
    const warm = (one: PageUnderTest) => warmVisit(context, target.url, one);
    const landingWarm = await warm(landing);
    const catalogWarm = catalog === landing ? landingWarm : await warm(catalog);
    await emptyCache(context);
    const cold = await visit(context, target.url, landing);
    return { landingWarm, catalogWarm, cold };
  } finally {
    await profile.close();
  }
}

async function warmVisit(
  ...[context, url, page]: Parameters<typeof visit>
): Promise<number> {
  for (let index = 0; index < warmingVisits; index += 1) {
    await visit(context, url, page);
  }
  const times = [];
  for (let index = 0; index < warmVisits; index += 1) {
    times.push((await visit(context, url, page)).contentMs);
  }
  return median(times);
}

function report(ours: RoundOfVisits[], stock: RoundOfVisits[]) {
  const both = (pick: (round: RoundOfVisits) => number) => ({
    ours: ours.map(pick),
    theirs: stock.map(pick),
  });
  return {
    comparedWith: 'stock',
    notes: [
      'Pages in Chromium at 1280 × 800 over the loopback interface, from the start of the navigation',
      'to the frame that shows the row of a service; both servers run, the same person is signed in',
      '(in the portal through single sign-on, in stock as its guest), and both read the portal’s',
      'catalog files. Stock’s landing page is its catalog page; the portal’s shows the person’s',
      'services and twelve events. Warm is after two visits, cold is after emptying the cache.',
    ],
    measurements: [
      {
        what: 'landing page, warm (stock: catalog)',
        unit: 'ms',
        ...both(({ landingWarm }) => landingWarm),
        goal: { kind: 'ratio-at-most', limit: 0.6 },
      },
      {
        what: 'catalog page, warm',
        unit: 'ms',
        ...both(({ catalogWarm }) => catalogWarm),
        goal: { kind: 'ratio-at-most', limit: 0.9 },
      },
      {
        what: 'landing page, cold cache, signed in',
        unit: 'ms',
        ...both(({ cold }) => cold.contentMs),
        goal: { kind: 'ratio-at-most', limit: 0.75 },
      },
      {
        what: 'bytes to content, cold cache',
        unit: 'kB',
        ...both(({ cold }) => cold.bytes / 1000),
        goal: { kind: 'at-most', limit: 900 },
      },
      {
        what: 'requests to content, cold cache',
        unit: 'requests',
        ...both(({ cold }) => cold.requests),
      },
    ],
  } as const;
}
