/**
 * Every page as people meet it: wide and narrow, light and dark. Nothing that axe finds,
 * nothing that the console complains about, nothing wider than the screen, nothing that
 * keeps the size of another one. Started by scripts/roads.sh; with LOOKS=<folder> it leaves
 * a picture of each there, for people to look at.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sloOverviewSchema } from '@goreliable/plugin-slo-common';
import { loadLabContext } from '../src/context';
import {
  accessibilityFaults,
  complaintsOf,
  eventually,
  openBrowser,
  sessionOf,
  tokenOf,
} from './browser';
import {
  coloursOf,
  keepPicture,
  looks,
  misfits,
  settled,
  takeOn,
} from './looks';

const { portal } = loadLabContext().urls;
const service = '/catalog/default/component/order-service';
const slo = '/slo/lab~order-service~requests-availability';
const documents = '/docs/default/component/order-service';

/** What is closed until somebody opens it. */
const openRules = async (page: Page) => {
  await page.getByRole('heading', { name: 'Rules', exact: true }).click();
  await page.getByText('In step', { exact: true }).waitFor();
  // The longest of its texts.
  await page.getByText('Loaded rules', { exact: true }).click();
};

const writeAsCode = async (page: Page) => {
  await page.getByRole('button', { name: 'Code', exact: true }).click();
  await page.locator('.cm-content').waitFor();
};

/** A page's address, words that are there once it has its content, and what is done then. */
const pages: ReadonlyArray<
  readonly [path: string, content: RegExp, act?: (page: Page) => Promise<void>]
> = [
  ['/', /Order service/],
  ['/catalog', /Order service/],
  ['/catalog?filters[kind]=system&filters[user]=all', /Ordering/],
  [service, /Order service/],
  [`${service}/slos`, /requests-availability/],
  [`${service}/timeline`, /Incident/],
  [`${service}/kubernetes`, /Kubernetes|cluster/i],
  [`${service}/apis`, /orders\.created|Order service/],
  ['/catalog/default/system/ordering', /Ordering/],
  ['/catalog/default/api/order-service/definition', /Idempotency-Key/],
  ['/catalog/default/group/ordering-team', /Ordering team/],
  ['/catalog/default/user/omar', /Omar/],
  ['/catalog-graph?rootEntityRefs[]=component:default/order-service', /order/i],
  ['/docs', /Order service/],
  [documents, /Order service|order-service/i],
  ['/search?query=order', /Order service/],
  ['/slo', /requests-availability/],
  ['/slo?group=service', /requests-availability/],
  [slo, /Burn by window/],
  [`${slo}?range=7d`, /Burn by window/, openRules],
  [`${slo}/review`, /Tried on/],
  [`${slo}/review?windows=page-1h-5m-10_ticket-3d-6h-1`, /Tried on/],
  ['/slo/new?service=order-service', /Tried on/],
  [`/slo/new?from=${slo.slice('/slo/'.length)}`, /Tried on/, writeAsCode],
  ['/create', /Go service/],
  ['/create/templates/default/go-service', /What it is for/],
  ['/create/tasks', /Task|template/i],
  ['/notifications', /Notifications/],
  ['/settings', /Settings/],
  ['/nowhere', /not|nothing/i],
];

let browser: Browser;
let session: BrowserContext;

before(async () => {
  browser = await openBrowser();
  session = await sessionOf(browser, portal, 'omar');
  const first = await session.newPage();
  await first.goto(portal);
  await untilObjectivesAreKnown(first);
  await untilDocumentsAreBuilt(first);
  await first.close();
});

/** Pages without anything on them would be no pages to look at: the service has its objectives. */
async function untilObjectivesAreKnown(page: Page): Promise<void> {
  const token = await tokenOf(page, 'oidc');
  const entityRef = 'component:default/order-service';
  await eventually('objectives of the service', 180_000, async () => {
    const answer = await fetch(
      `${portal}/api/slo/overview?${new URLSearchParams({ entityRef })}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const { slos } = sloOverviewSchema.parse(await answer.json());
    return slos.length > 0;
  });
}

/** The first reader has them built, and meets what is not there yet until then. */
async function untilDocumentsAreBuilt(page: Page): Promise<void> {
  await eventually('documents and their search', 120_000, async () => {
    const complaints = complaintsOf(page);
    await page.goto(`${portal}${documents}`);
    await page
      .getByRole('heading', { name: /Order service/i, level: 1 })
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
    return complaints.length === 0;
  });
}

after(() => browser?.close());

pages.forEach(([path, content, act]) =>
  test(path, async () => {
    const page = await session.newPage();
    const complaints = complaintsOf(page);
    const faults: string[] = [];
    for (const look of looks) {
      await takeOn(page, look);
      if (look === looks[0]) {
        await page.goto(`${portal}${path}`);
        await page
          .getByRole('main')
          .filter({ hasText: content })
          .first()
          .waitFor();
        await page.waitForLoadState('networkidle');
        if (act) {
          await settled(page);
          await act(page);
        }
      }
      await coloursOf(page, look);
      await settled(page);
      await keepPicture(page, { path, look });
      const found = [
        ...(await misfits(page)),
        ...(await accessibilityFaults(page)),
      ];
      faults.push(...found.map(fault => `${look.name}: ${fault}`));
    }
    assert.deepEqual({ faults, complaints }, { faults: [], complaints: [] });
    await page.close();
  }),
);
