/**
 * Who may see only a part sees the same part everywhere: in the fleet and its totals, of one
 * objective, in the search, in what is saved, among suspects, by actions, on the first page.
 * Started by scripts/roads.sh.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Slo, sloOverviewSchema } from '@goreliable/plugin-slo-common';
import {
  suspectListSchema,
  timelineEventListSchema,
} from '@goreliable/plugin-timeline-common';
import { z } from 'zod';
import { loadLabContext } from '../src/context';
import {
  complaintsOf,
  eventually,
  openBrowser,
  sessionOf,
  tokenOf,
} from './browser';

const { portal } = loadLabContext().urls;
const team = 'group:default/ordering-team';
const ownEntity = 'component:default/order-service';
const foreignEntity = 'component:default/gateway';

const resultsSchema = z.object({
  results: z.array(z.object({ document: z.object({ location: z.string() }) })),
});
const listSchema = z.object({
  output: z.object({
    total: z.number(),
    slos: z.array(z.object({ id: z.string() })),
  }),
});
const ownersSchema = z.object({
  services: z.array(z.object({ owner: z.string() })),
});

interface Someone {
  readonly page: Page;
  /** Asks the portal as this person. */
  ask(path: string, body?: object): Promise<{ status: number; text: string }>;
}

let browser: Browser;
let owner: Someone;
let contractor: Someone;
/** All there is, as somebody sees it who may see all. */
let own: Slo[];
let foreign: Slo[];

async function someone(name: string): Promise<Someone> {
  const session = await sessionOf(browser, portal, name);
  const page = await session.newPage();
  await page.goto(portal);
  const token = await tokenOf(page, 'oidc');
  return {
    page,
    async ask(path, body) {
      const answer = await fetch(`${portal}/api${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      });
      return { status: answer.status, text: await answer.text() };
    },
  };
}

async function overviewOf({ ask }: Someone, query = '') {
  const { text } = await ask(`/slo/overview${query}`);
  return { ...sloOverviewSchema.parse(JSON.parse(text)), text };
}

const idsOf = (slos: readonly { id: string }[]) => slos.map(({ id }) => id);

/** Nothing of what is not to be seen, however deep in the answer. */
function assertHidden(text: string) {
  const seen = idsOf(foreign).filter(id => text.includes(id));
  assert.deepEqual(seen, []);
}

before(async () => {
  browser = await openBrowser();
  owner = await someone('omar');
  contractor = await someone('cleo');
  const { slos } = await overviewOf(owner);
  own = slos.filter(({ owners }) => owners.includes(team));
  foreign = slos.filter(({ owners }) => !owners.includes(team));
  assert.ok(own.length > 0 && foreign.length > 0);
});

after(() => browser?.close());

describe('a contractor of a team', () => {
  test('has the objectives of the team in the overview, and no others', async () => {
    const { slos, text } = await overviewOf(contractor);
    assert.deepEqual(idsOf(slos), idsOf(own));
    assertHidden(text);
    const ofForeign = await overviewOf(
      contractor,
      `?entityRef=${foreignEntity}`,
    );
    assert.deepEqual(ofForeign.slos, []);
    assert.ok((await overviewOf(owner, `?entityRef=${foreignEntity}`)).slos[0]);
  });

  test('finds each part of an own objective, and of others not even that they exist', async () => {
    const range = `from=${Math.floor(Date.now() / 1000) - 3600}&to=${Math.floor(
      Date.now() / 1000,
    )}`;
    const parts = [
      ...['', '/onset', '/review', '/backtest', '/rules'],
      ...[`/series?${range}`, `/traffic?${range}`],
    ];
    for (const part of parts) {
      const path = (id: string) => `/slo/slos/${encodeURIComponent(id)}${part}`;
      const [mine] = own;
      const [hidden] = foreign;
      assert.equal((await contractor.ask(path(mine.id))).status, 200, part);
      assert.equal((await owner.ask(path(hidden.id))).status, 200, part);
      const refused = await contractor.ask(path(hidden.id));
      const nowhere = await contractor.ask(path('lab~nothing~at-all'));
      const wordsOf = ({ status, text }: typeof refused, id: string) => ({
        status,
        message: JSON.parse(text).error.message.replace(id, '…'),
      });
      assert.equal(refused.status, 404, part);
      assert.deepEqual(
        wordsOf(refused, hidden.id),
        wordsOf(nowhere, 'lab~nothing~at-all'),
        part,
      );
    }
  });

  test('records no decision about objectives', async () => {
    const decision = { decision: 'keep', note: 'Not mine to decide' };
    for (const [{ id }, status] of [
      [own[0], 403],
      [foreign[0], 404],
    ] as const) {
      const path = `/slo/slos/${encodeURIComponent(id)}/reviews`;
      assert.equal((await contractor.ask(path, decision)).status, status);
    }
  });

  test('finds by search what is the team’s', async () => {
    const found = async ({ ask }: Someone, { service, name }: Slo) => {
      const query = new URLSearchParams({ term: `${service} ${name}` });
      const { text } = await ask(`/search/query?${query}`);
      const { results } = resultsSchema.parse(JSON.parse(text));
      return {
        text,
        locations: results.map(({ document }) => document.location),
      };
    };
    const isIndexed = async (slo: Slo) =>
      (await found(owner, slo)).locations.includes(`/slo/${slo.id}`);
    for (const slo of [own[0], foreign[0]]) {
      await eventually(`${slo.id} in the search`, 120_000, () =>
        isIndexed(slo),
      );
    }
    const mine = await found(contractor, own[0]);
    assert.ok(mine.locations.includes(`/slo/${own[0].id}`));
    assertHidden(mine.text);
    const theirs = await found(contractor, foreign[0]);
    assertHidden(theirs.text);
    assert.ok(!theirs.locations.some(place => place.includes('/gateway')));
  });

  test('sees and saves the same rows on the page', async () => {
    const { page } = contractor;
    const complaints = complaintsOf(page);
    await page.goto(`${portal}/slo`);
    const grid = page.getByRole('grid', { name: 'Objectives' });
    await grid.getByText(own[0].name, { exact: true }).first().waitFor();
    assert.equal(await grid.getByRole('row').count(), own.length + 1);
    const header = await page.getByRole('main').innerText();
    assert.match(header, new RegExp(`\\b${own.length} SLOs?\\b`));
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: /CSV/ }).click();
    const saved = await readFile(await (await saving).path(), 'utf8');
    assert.equal(saved.trim().split('\n').length, own.length + 1);
    for (const { service } of foreign) {
      assert.ok(!saved.includes(service), service);
    }
    assert.deepEqual(complaints, []);
  });

  test('is told the same by actions', async () => {
    const act = ({ ask }: Someone, name: string, input: object) =>
      ask(`/slo/.backstage/actions/v1/actions/slo:${name}/invoke`, input);
    const listed = await act(contractor, 'list-slos', {});
    const { output } = listSchema.parse(JSON.parse(listed.text));
    assert.equal(output.total, own.length);
    assert.deepEqual(idsOf(output.slos).toSorted(), idsOf(own).toSorted());
    assertHidden(listed.text);
    for (const name of ['get-slo', 'explain-burn', 'backtest-slo']) {
      const [{ id: mine }] = own;
      const [{ id: hidden }] = foreign;
      assert.equal((await act(contractor, name, { id: mine })).status, 200);
      assert.equal((await act(owner, name, { id: hidden })).status, 200);
      assert.equal((await act(contractor, name, { id: hidden })).status, 404);
    }
  });

  test('reads what happened to the team’s services, and suspects only that', async () => {
    const question = (entityRef: string) =>
      `/timeline/suspects?${new URLSearchParams({
        entityRef,
        onset: new Date().toISOString(),
        windowMinutes: '1440',
      })}`;
    assert.equal((await owner.ask(question(foreignEntity))).status, 200);
    assert.equal((await contractor.ask(question(foreignEntity))).status, 404);
    const { suspects, cleared } = suspectListSchema.parse(
      JSON.parse((await contractor.ask(question(ownEntity))).text),
    );
    const judged = [...suspects, ...cleared].map(({ event }) => event);
    const told = await contractor.ask(
      `/timeline/events?entityRef=${ownEntity}`,
    );
    const { events } = timelineEventListSchema.parse(JSON.parse(told.text));
    assert.ok(events.length > 0);
    for (const { entityRef } of [...judged, ...events]) {
      const [kind, name] = entityRef.split(':');
      const path = `/catalog/entities/by-name/${kind}/${name}`;
      assert.equal((await contractor.ask(path)).status, 200, entityRef);
    }
    const notTheirs = `/catalog/entities/by-name/component/default/gateway`;
    assert.equal((await contractor.ask(notTheirs)).status, 404);
    const theirs = `/timeline/events?entityRef=${foreignEntity}`;
    assert.equal((await contractor.ask(theirs)).status, 404);
  });

  test('finds on the first page no service of others', async () => {
    const servicesOf = async ({ ask }: Someone) => {
      const { text } = await ask('/home/landing?scope=all');
      const { services } = ownersSchema.parse(JSON.parse(text));
      return { text, owners: new Set(services.map(({ owner: by }) => by)) };
    };
    assert.ok((await servicesOf(owner)).owners.size > 1);
    const { text, owners } = await servicesOf(contractor);
    assert.deepEqual([...owners], [team]);
    assertHidden(text);
  });
});
