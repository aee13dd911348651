/**
 * Whole roads through the portal in a browser, on the running lab: what a newcomer does in
 * the first half hour. Started by scripts/roads.sh.
 */
import assert from 'node:assert/strict';
import {
  after,
  afterEach,
  before,
  beforeEach,
  describe,
  test,
} from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sloOverviewSchema } from '@goreliable/plugin-slo-common';
import { loadLabContext } from '../src/context';
import {
  accessibilityFaults,
  complaintsOf,
  eventually,
  openBrowser,
  sessionOf,
  signInAs,
  signInAsGuest,
  tokenOf,
} from './browser';
import { metricsOf } from './metrics';

const context = loadLabContext();
const portal = context.urls.portal;
const metrics = metricsOf(context);

let browser: Browser;
let session: BrowserContext;
let page: Page;
let complaints: string[];

before(async () => {
  browser = await openBrowser();
});

after(() => browser?.close());

async function open(path: string) {
  await page.goto(`${portal}${path}`);
}

const heading = (name: string | RegExp) =>
  page.getByRole('heading', { name }).first();

describe('an owner of a service', () => {
  before(async () => {
    session = await sessionOf(browser, portal, 'omar');
  });

  after(() => session.close());

  beforeEach(async () => {
    page = await session.newPage();
    complaints = complaintsOf(page);
  });

  afterEach(() => page.close());

  test('sees on the first page what needs them', async () => {
    await open('/');
    await page.getByRole('list', { name: 'Services' }).waitFor();
    await page.getByRole('link', { name: 'Order service' }).first().waitFor();
    await page.getByRole('list', { name: 'Recent events' }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(complaints, []);
  });

  test('walks from the catalog to a system, a service and its API', async () => {
    await open('/catalog?filters[kind]=system&filters[user]=all');
    await page.getByRole('link', { name: 'Ordering' }).first().click();
    await heading('Ordering').waitFor();
    await open('/catalog/default/component/order-service');
    await heading('Order service').waitFor();
    await open('/catalog/default/api/order-service/definition');
    await page.getByText('Idempotency-Key').first().waitFor();
    assert.deepEqual(complaints, []);
  });

  test('reads what happened to a service, and a reload keeps the filter', async () => {
    await open(
      '/catalog/default/component/order-service/timeline?kind=incident',
    );
    await page
      .getByText(/Incident opened/)
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByText(/Incident opened/)
      .first()
      .waitFor();
    assert.equal(await page.getByText(/deployed/).count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('sees objectives whose numbers are those of Prometheus', async () => {
    await open('/slo');
    await page.getByText('requests-availability').first().waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(complaints, []);

    const token = await tokenOf(page, 'oidc');
    // Prometheus, when it is young, has not had each group of rules' turn yet.
    const slos = await eventually('each objective', 120_000, async () => {
      const answer = await fetch(`${portal}/api/slo/overview`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const all = sloOverviewSchema.parse(await answer.json()).slos;
      return (
        all.every(
          ({ sampleAt, objective }) => !sampleAt || objective !== undefined,
        ) && all
      );
    });
    let compared = 0;
    for (const { service, name, objective, windows, sampleAt } of slos) {
      const own = `{sloth_service="${service}",sloth_slo="${name}"}`;
      const recorded = windows.find(({ window }) => window === '5m');
      if (sampleAt && recorded?.errorRatio !== undefined) {
        const at = Date.parse(sampleAt) / 1000;
        const direct = await metrics.value(
          `slo:sli_error:ratio_rate5m${own}`,
          at,
        );
        assert.ok(
          Math.abs(recorded.errorRatio - direct!) <= 1e-9 * direct!,
          `${service} ${name}: ${recorded.errorRatio}, not ${direct}`,
        );
        assert.equal(
          objective,
          // A group of its own records it, and may not have had its turn by then.
          await metrics.value(`last_over_time(slo:objective:ratio${own}[10m])`),
          `${service} ${name}`,
        );
        compared += 1;
      }
    }
    assert.ok(compared >= 4, `${compared} of ${slos.length} were compared`);
  });

  test('finds services by search', async () => {
    await eventually('the search index', 90_000, async () => {
      await open('/search?query=order');
      await page.waitForTimeout(1_500);
      return (await page.getByText('Order service').count()) > 0;
    });
  });
});

describe('the search', () => {
  const href = '/slo/lab~order-service~requests-availability';
  const question = 'order-service requests-availability';

  before(async () => {
    session = await browser.newContext();
    page = await session.newPage();
    await signInAs(page, portal, 'omar');
  });

  after(() => session.close());

  test('finds objectives on its page', async () => {
    await eventually('the objective', 120_000, async () => {
      await open(`/search?${new URLSearchParams({ query: question })}`);
      const hits = page.getByRole('list', { name: 'Results' });
      await hits.waitFor({ timeout: 5_000 });
      return hits.locator(`a[href="${href}"]`).isVisible();
    });
  });

  test('finds them by the keyboard alone', async () => {
    await open('/catalog');
    await heading('Catalog').waitFor();
    await page.keyboard.press('Control+k');
    // At once, while the palette is still being loaded.
    await page.keyboard.type(question);
    const written = page.getByPlaceholder(/^Search services/);
    assert.equal(await written.inputValue(), question);
    const group = page.getByRole('group', { name: 'SLOs' });
    const hit = group.getByRole('option', { name: question }).first();
    await hit.waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    for (let step = 0; step < 20; step += 1) {
      if ((await hit.getAttribute('aria-selected')) === 'true') {
        break;
      }
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(url => url.pathname === href);
    await heading('requests-availability').waitFor();
  });

  test('finds nothing for whoever is not signed in', async () => {
    const answer = await fetch(
      `${portal}/api/search/query?${new URLSearchParams({ term: question })}`,
    );
    assert.equal(answer.status, 401);
  });
});

describe('a guest', () => {
  test('looks, and may create nothing', async () => {
    session = await browser.newContext();
    page = await session.newPage();
    await signInAsGuest(page, portal);
    const token = await tokenOf(page, 'guest');
    const authorization = `Bearer ${token}`;
    const look = await fetch(`${portal}/api/slo/overview`, {
      headers: { authorization },
    });
    assert.equal(look.status, 200);
    const create = await fetch(`${portal}/api/scaffolder/v2/tasks`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        templateRef: 'template:default/go-service',
        values: {},
      }),
    });
    assert.ok([401, 403, 404].includes(create.status), `${create.status}`);
    await session.close();
  });
});
