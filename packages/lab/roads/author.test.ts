/**
 * An objective from the form to its numbers: written, tried on the real past, proposed,
 * merged, listed and recorded. It changes what runs, so nothing else runs beside it.
 * Started by scripts/roads.sh.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page, Response } from 'playwright-core';
import {
  parseSpecs,
  percentInWords,
  sloOverviewSchema,
  sloPreviewSchema,
} from '@goreliable/plugin-slo-common';
import { loadLabContext } from '../src/context';
import { organisation } from '../src/parts/gitea/api';
import { GiteaClient } from '../src/platform/GiteaClient';
import {
  accessibilityFaults,
  complaintsOf,
  eventually,
  openBrowser,
  sessionOf,
  tokenOf,
} from './browser';
import { metricsOf } from './metrics';

const context = loadLabContext();
const { urls, secrets } = context;
const metrics = metricsOf(context);
const gitea = new GiteaClient({
  url: urls.gitea,
  token: () => secrets.get('giteaToken'),
});
const service = 'order-service';
const name = 'requests-quick';
const file = 'slo/slo.yaml';
const id = `lab~${service}~${name}`;
/** What no compiler takes: the release after it fails, and what runs goes on. */
const brokenFile = `cmd/${service}/broken.go`;

let browser: Browser;
let page: Page;
let complaints: string[];

before(async () => {
  browser = await openBrowser();
  const session = await sessionOf(browser, urls.portal, 'omar');
  page = await session.newPage();
  complaints = complaintsOf(page);
});

after(() => browser?.close());

const region = (heading: string) =>
  page.getByRole('region', { name: heading, exact: true });
const field = (label: string) =>
  page.getByRole('textbox', { name: label, exact: true });
const propose = () =>
  page.getByRole('button', { name: 'Open the pull request' });

/** What is shown is of what is written. */
async function tried(): Promise<void> {
  const has = page.getByRole('heading', { name: 'On real data' });
  await page.locator('[aria-busy=false]', { has }).waitFor();
  await region('On real data').getByText('Tried on').waitFor();
}

/** How the fleet lists the objective at present, as the portal answers. */
async function listed() {
  const token = await tokenOf(page, 'oidc');
  const answer = await fetch(`${urls.portal}/api/slo/overview`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { slos } = sloOverviewSchema.parse(await answer.json());
  return slos.find(slo => slo.id === id);
}

describe('an owner who writes an objective', () => {
  test('begins at the page of all', async () => {
    await page.goto(`${urls.portal}/slo`);
    await page.getByRole('link', { name: 'New SLO' }).click();
    await page.getByRole('heading', { name: 'New SLO', level: 1 }).waitFor();
  });

  test('sees what it would have been, by the numbers of Prometheus', async () => {
    const answers: Response[] = [];
    page.on('response', response => {
      if (response.url().endsWith('/api/slo/preview') && response.ok()) {
        answers.push(response);
      }
    });
    await page.goto(`${urls.portal}/slo/new?service=${service}`);
    await page.getByLabel('Kind of objective').selectOption('Latency');
    await field('Name').fill(name);
    // The bounds are those of the histogram's buckets.
    await tried();
    const found = await region('On real data').innerText();
    const bounds = page.getByRole('group', { name: 'Bounds of its buckets' });
    assert.equal(await bounds.count(), 1, `No bounds, but this:\n${found}`);
    await bounds.getByRole('button', { name: '0.1 s', exact: true }).click();
    await tried();

    const preview = sloPreviewSchema.parse(await answers.at(-1)!.json());
    assert.equal(preview.slo?.name, name);
    const day = preview.ratios.find(({ seconds }) => seconds === 86_400);
    const at = preview.series!.timestamps.at(-1);
    const all = `sum(rate(http_request_duration_seconds_count{job="${service}"}[1h]))`;
    const good = `sum(rate(http_request_duration_seconds_bucket{job="${service}",le=~"0.1([.]0)?"}[1h]))`;
    const direct = await metrics.value(
      `sum_over_time((${all} - ${good})[24h:1h]) / sum_over_time((${all} > 0)[24h:1h])`,
      at,
    );
    assert.ok(
      Math.abs(day!.errorRatio! - direct!) <= 1e-9,
      `${day!.errorRatio}, not ${direct}`,
    );
    await region('On real data')
      .getByText(percentInWords(direct!, 3), { exact: true })
      .first()
      .waitFor();
    assert.ok(preview.series!.coverage > 0.9);
    assert.deepEqual(await accessibilityFaults(page), []);
  });

  test('is told what cannot be, and where', async () => {
    await field('Objective').fill('100');
    await page.getByText(/^Objective .*\.$/).waitFor();
    assert.equal(await field('Objective').getAttribute('aria-invalid'), 'true');
    assert.equal(await propose().count(), 0);
    await field('Objective').fill('99');
    await tried();
  });

  test('loses nothing by a reload, nor by another look', async () => {
    await page.reload();
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.equal(await field('Name').inputValue(), name);
    await tried();
    await page.emulateMedia({ colorScheme: 'light' });
    assert.equal(await field('Name').inputValue(), name);
  });

  test('can write the same as a text', async () => {
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    const editor = page.getByRole('textbox', {
      name: 'Spec, as Sloth or OpenSLO',
    });
    await editor.getByText(name).first().waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole('button', { name: 'Form', exact: true }).click();
    assert.equal(await field('Name').inputValue(), name);
  });
});

describe('the proposal', () => {
  const pullRequest = () =>
    eventually('the pull request', 60_000, async () => {
      const open = await gitea.openPullRequests(organisation, service);
      return open.find(({ title }) => title.includes(name));
    });

  test('becomes a pull request, to which the page leads', async () => {
    await page.goto(`${urls.portal}/slo/new?service=${service}`);
    await tried();
    await field('Why (optional)').fill('People leave after 100 ms.');
    await propose().click();
    const link = page.getByRole('link', { name: 'Pull request' });
    await link.waitFor({ timeout: 120_000 });
    const { html_url: url } = await pullRequest();
    assert.equal(await link.getAttribute('href'), url);
    assert.deepEqual(complaints, []);
  });

  test('changes the spec file and nothing else of it', async () => {
    const { number, head } = await pullRequest();
    assert.deepEqual(
      await gitea.pullRequestFiles(organisation, service, number),
      [{ filename: file, status: 'changed' }],
    );
    const present = await gitea.file(organisation, service, file, 'main');
    const proposed = await gitea.file(organisation, service, file, head.ref);
    const { specs, problems } = parseSpecs(proposed!);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      specs.map(spec => spec.name),
      ['requests-availability', 'requests-latency', name],
    );
    // All that was there is there, comments too, and in its order.
    const lines = proposed!.split('\n');
    assert.deepEqual(
      lines.slice(0, present!.trimEnd().split('\n').length),
      present!.trimEnd().split('\n'),
    );
  });

  test('is listed as not recorded once it is merged and not released', async () => {
    await commitToMain('POST', brokenFile, 'package main\n\nnot Go\n');
    await gitea.mergePullRequest(organisation, service, await pullRequest());
    const slo = await eventually('the declared objective', 180_000, listed);
    assert.equal(slo.state, 'no-data');
    assert.deepEqual(slo.reason, { code: 'not-loaded', source: 'lab' });
    assert.equal(slo.entityRef, `component:default/${service}`);
    await page.goto(`${urls.portal}/slo`);
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText('Not recorded')
      .first()
      .waitFor();
  });

  test('has its numbers when the service is released', async () => {
    await commitToMain('DELETE', brokenFile);
    await eventually('its numbers', 240_000, async () => {
      const slo = await listed();
      return slo?.windows.some(({ window }) => window === '5m');
    });
    await page.goto(`${urls.portal}/slo/${id}`);
    await page.getByRole('heading', { name: 'Rules', exact: true }).click();
    await page.getByText('In step', { exact: true }).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(complaints, []);
  });
});

/** A commit of one file, as somebody makes one in Gitea. */
async function commitToMain(
  method: 'POST' | 'DELETE',
  path: string,
  content?: string,
): Promise<void> {
  const address = `${urls.gitea}/api/v1/repos/${organisation}/${service}/contents/${path}`;
  const headers = {
    authorization: `token ${secrets.get('giteaToken')}`,
    'content-type': 'application/json',
  };
  const present = await fetch(address, { headers });
  const { sha } = (await present.json()) as { sha?: string };
  const answer = await fetch(address, {
    method,
    headers,
    body: JSON.stringify({
      branch: 'main',
      message: `${method === 'POST' ? 'Break' : 'Repair'} the build`,
      ...(content && { content: Buffer.from(content).toString('base64') }),
      ...(sha && { sha }),
    }),
  });
  assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
}
