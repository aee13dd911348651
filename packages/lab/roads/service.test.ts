/**
 * A new service, from the form to its numbers, as somebody without a terminal makes one.
 * Started by scripts/roads.sh.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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
import { partNamed } from './parts';

const context = loadLabContext();
const { urls, secrets } = context;
const metrics = metricsOf(context);
const gitea = new GiteaClient({
  url: urls.gitea,
  token: () => secrets.get('giteaToken'),
});
const name = 'basket-service';

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

const field = (label: string) => page.getByRole('textbox', { name: label });
const next = () => page.getByRole('button', { name: 'Next' }).click();

/** Where a link of the page leads, in full. */
async function addressOf(link: string): Promise<string> {
  const href = await page
    .getByRole('link', { name: link })
    .first()
    .getAttribute('href');
  return new URL(href ?? '', urls.portal).href;
}

/** What a task has said, a message a line or more. */
async function logOfTask(id: string, token: string): Promise<string> {
  const answer = await fetch(
    `${urls.portal}/api/scaffolder/v2/tasks/${id}/events`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const events = (await answer.json()) as { body: { message: string } }[];
  return events.map(({ body }) => body.message).join('\n');
}

describe('the form of a new Go service', () => {
  test('is found from the first page', async () => {
    await page.goto(urls.portal);
    await page.getByRole('link', { name: /Create service/ }).click();
    await page.waitForURL(/\/create/);
    await page.goto(`${urls.portal}/create/templates/default/go-service`);
    await field('Name').waitFor();
  });

  test('refuses a name that something bears already', async () => {
    await field('Name').fill('order-service');
    await page.getByText(/See what has the name/).waitFor();
    await next();
    assert.equal(await page.getByLabel('Resource').count(), 0);
  });

  test('says what a name must be like', async () => {
    await field('Name').fill('9lives');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'starts with a letter' })
      .waitFor();
    await next();
    assert.equal(await page.getByLabel('Resource').count(), 0);
  });

  test('is filled in with help, and shows every file before it is made', async () => {
    await field('Name').fill(name);
    await page.getByText(`${name} is free.`).waitFor();
    await field('What it is for').fill('Keeps baskets until they are orders.');
    const owner = page.getByRole('combobox', { name: 'Owner' });
    assert.equal(await owner.inputValue(), 'Ordering team');
    await page.getByRole('combobox', { name: 'System' }).click();
    await page.getByRole('option', { name: 'Ordering' }).first().click();
    assert.deepEqual(await accessibilityFaults(page), []);
    await next();
    await field('Resource').fill('basket');
    await next();
    await page.getByText('Leaves room for 43 m 12 s').waitFor();
    await next();
    await page.getByText(/^A repository .*basket-service with/).waitFor();
    await page.getByRole('button', { name: 'Review' }).click();
  });

  test('ends with links to all that was made', async t => {
    const startedAt = Date.now();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const links = page.getByRole('link', { name: 'Pull request against' });
    await links.first().waitFor({ timeout: 120_000 });
    t.diagnostic(`from click to links: ${Date.now() - startedAt} ms`);
    assert.ok(await gitea.branchHead(organisation, name));
    const repository = `${urls.gitea}/${organisation}/${name}`;
    const pullRequest = new RegExp(
      `^${urls.gitea}/${organisation}/gitops/pulls/\\d+$`,
    );
    assert.match(await addressOf('Pull request against GitOps'), pullRequest);
    assert.equal(await addressOf('Repository'), repository);
    assert.equal(
      await addressOf('Service in the catalog'),
      `${urls.portal}/catalog/default/component/${name}`,
    );
    assert.equal(
      await addressOf('Its SLOs'),
      `${urls.portal}/slo?service=${name}`,
    );
    assert.deepEqual(complaints, []);
  });

  test('has said of each step what it did', async () => {
    const id = new URL(page.url()).pathname.split('/').pop()!;
    const log = await logOfTask(id, await tokenOf(page, 'oidc'));
    for (const said of [
      `The name ${name} is free.`,
      /Rendered \d+ files into repository:\n(.*\n)* {2}catalog-info\.yaml/,
      `Published ${urls.gitea}/${organisation}/${name}.`,
      /Opened .*\/gitops\/pulls\/\d+ with \d+ files\./,
      'Registered ',
    ]) {
      assert.ok(
        typeof said === 'string' ? log.includes(said) : said.test(log),
        `${said} is not in\n${log}`,
      );
    }
  });
});

describe('the new service', () => {
  test('runs and is watched without any further act', async () => {
    await eventually('its numbers', 300_000, async () => {
      const found = await metrics.vector(
        `slo:current_burn_rate:ratio{sloth_service="${name}"}`,
      );
      return found.length === 2;
    });
    assert.equal(await metrics.value(`up{job="${name}"}`), 1);
  });

  test('shows up on the page of objectives by itself', async () => {
    await page.goto(`${urls.portal}/slo`);
    await page.getByText(name).first().waitFor({ timeout: 90_000 });
  });

  test('has a page with its docs, its interface and its past', async () => {
    const entity = `${urls.portal}/catalog/default/component/${name}`;
    await page.goto(entity);
    await page
      .getByRole('heading', { name: /basket/i })
      .first()
      .waitFor();
    await page
      .getByText('Created from the golden path go-service')
      .first()
      .waitFor();
    await page.goto(`${urls.portal}/docs/default/component/${name}`);
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: /basket/i })
      .first()
      .waitFor({ timeout: 60_000 });
  });
});

/** What the portal says of a task; undefined while it does not answer. */
async function statusOfTask(
  id: string,
  token: string,
): Promise<string | undefined> {
  const answer = await fetch(`${urls.portal}/api/scaffolder/v2/tasks/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => undefined);
  return answer?.ok
    ? ((await answer.json()) as { status: string }).status
    : undefined;
}

const endOfTask = (id: string, token: string, withinMs = 60_000) =>
  eventually('its end', withinMs, async () => {
    const status = await statusOfTask(id, token);
    return ['completed', 'failed'].includes(status ?? '') && status;
  });

async function create(newName: string, token: string): Promise<string> {
  const answer = await fetch(`${urls.portal}/api/scaffolder/v2/tasks`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      templateRef: 'template:default/go-service',
      values: {
        name: newName,
        description: 'Keeps crates.',
        owner: 'group:default/ordering-team',
        system: 'system:default/ordering',
        resource: 'crate',
        database: true,
        events: true,
        port: 8080,
        objective: 99.9,
        latencyThreshold: 0.25,
      },
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return ((await answer.json()) as { id: string }).id;
}

/** How many pull requests there are for a service, whether merged already or not. */
async function proposalsOf(newName: string): Promise<number> {
  const answer = await fetch(
    `${urls.gitea}/api/v1/repos/${organisation}/gitops/pulls?state=all&limit=50`,
    { headers: { authorization: `token ${secrets.get('giteaToken')}` } },
  );
  const all = (await answer.json()) as { title: string }[];
  return all.filter(({ title }) => title === `Add ${newName}`).length;
}

describe('a creation that fails in the middle', () => {
  const broken = 'crate-service';

  async function archiveGitOps(archived: boolean): Promise<void> {
    const answer = await fetch(
      `${urls.gitea}/api/v1/repos/${organisation}/gitops`,
      {
        method: 'PATCH',
        headers: {
          authorization: `token ${secrets.get('giteaToken')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ archived }),
      },
    );
    assert.equal(answer.status, 200);
  }

  test('takes back what it made, and can be repeated', async () => {
    const token = await tokenOf(page, 'oidc');
    // Nothing can be proposed to a repository that is an archive.
    await archiveGitOps(true);
    const failing = await create(broken, token);
    assert.equal(await endOfTask(failing, token), 'failed');
    assert.equal(await gitea.repository(organisation, broken), undefined);
    assert.match(
      await logOfTask(failing, token),
      new RegExp(`Removed: the repository ${organisation}/${broken}`),
    );

    await archiveGitOps(false);
    assert.equal(
      await endOfTask(await create(broken, token), token),
      'completed',
    );
    assert.ok(await gitea.branchHead(organisation, broken));
  });
});

describe('a portal that is killed in the middle of a creation', () => {
  /** @param isThere - whether the moment has come at which the portal is killed */
  async function cutOff(
    newName: string,
    isThere: () => Promise<boolean>,
  ): Promise<void> {
    const token = await tokenOf(page, 'oidc');
    const id = await create(newName, token);
    await page.goto(`${urls.portal}/create/tasks/${id}`);
    while (!(await isThere())) {
      // Each moment is over in a fraction of a second, so nothing is waited for.
    }
    const { pid } = partNamed(context, 'portal')!;
    process.kill(pid!, 'SIGKILL');
    assert.equal(await statusOfTask(id, token), undefined);

    assert.equal(await endOfTask(id, token, 180_000), 'completed');
    assert.notEqual(partNamed(context, 'portal')?.pid, pid);
    assert.equal(await proposalsOf(newName), 1);
    assert.ok(
      await gitea.file(organisation, newName, 'catalog-info.yaml', 'main'),
    );
    // Whoever was looking is told, too.
    await page
      .getByRole('link', { name: 'Pull request against' })
      .first()
      .waitFor({ timeout: 60_000 });
  }

  test('finishes one by itself that has a repository', async () => {
    const newName = 'barrel-service';
    await cutOff(
      newName,
      async () => (await gitea.repository(organisation, newName)) !== undefined,
    );
  });

  test('finishes one by itself that is proposed', async () => {
    const newName = 'carton-service';
    await cutOff(newName, async () => (await proposalsOf(newName)) > 0);
  });
});
