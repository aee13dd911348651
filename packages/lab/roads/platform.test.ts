/**
 * The platform on one machine: what is in Git runs, is used and is watched.
 * Started by scripts/roads.sh.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { renderGoldenPath } from '@goreliable/plugin-scaffolder-backend-module-golden-path';
import { promDurationSeconds } from '@goreliable/plugin-slo-common';
import { loadLabContext } from '../src/context';
import { historyEnd } from '../src/history/prepareHistory';
import { organisation } from '../src/parts/gitea/api';
import { Git } from '../src/platform/Git';
import { GiteaClient } from '../src/platform/GiteaClient';
import { organisationUrl } from '../src/platform/labServices';
import { platformStatusSchema } from '../src/platform/status';
import { eventually } from './browser';
import { metricsOf } from './metrics';
import { partNamed } from './parts';

const context = loadLabContext();
const { urls, secrets, ports } = context;
const metrics = metricsOf(context);
const token = () => secrets.get('giteaToken');
const git = new Git({ serverUrl: urls.gitea, token });
const gitea = new GiteaClient({ url: urls.gitea, token });
const day = 86_400;
const services = ['gateway', 'notification-worker', 'order-service'];
const work = mkdtempSync(join(tmpdir(), 'goreliable-road-'));

after(() => rmSync(work, { recursive: true, force: true }));

async function status() {
  const answer = await fetch(`${urls.platform}/api/status`);
  return platformStatusSchema.parse(await answer.json());
}

async function serviceNamed(name: string) {
  const found = (await status()).services.find(each => each.name === name);
  assert.ok(found, `the platform knows ${name}`);
  return found;
}

const running = (name: string, withinMs = 120_000) =>
  eventually(`${name} running`, withinMs, async () => {
    const service = await serviceNamed(name);
    return service.state === 'running' && service;
  });

/** The query of all events in a rule of Sloth's, which divides the bad ones by them. */
function allEventsOf(query: string): string {
  const division = query.lastIndexOf(' / ');
  assert.ok(division > 0, `${query} divides`);
  return query.slice(division + 3);
}

async function scenario(act: 'break' | 'heal', body: object) {
  const answer = await fetch(`${urls.platform}/api/scenarios/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

const burn = (id: string) =>
  metrics.value(`slo:current_burn_rate:ratio{sloth_id="${id}"}`);

/** Requests of a service a second, by outcome, over the last minute. */
const rate = async (job: string, outcome: string) =>
  (await metrics.value(
    `sum(rate(http_requests_total{job="${job}",outcome="${outcome}"}[1m]))`,
  )) ?? 0;

describe('the platform', () => {
  test('runs its services from their repositories', async () => {
    for (const name of services) {
      const service = await running(name, 600_000);
      assert.equal(service.message, undefined);
      const head = await gitea.branchHead(organisation, name);
      assert.equal(service.commit, head);
      const statuses = await gitea.commitStatuses(organisation, name, head!);
      assert.equal(statuses['lab/build'], 'success');
      assert.equal(statuses['lab/release'], 'success');
    }
  });

  test('has users, whose orders lead to notifications', async () => {
    await eventually('orders and notifications', 120_000, async () => {
      const created = await metrics.value(
        `sum(rate(http_requests_total{job="order-service",method="POST",outcome="success"}[1m]))`,
      );
      const sent = await metrics.value(
        `sum(rate(worker_messages_total{job="notification-worker",outcome="acknowledged"}[1m]))`,
      );
      const throughGateway = await rate('gateway', 'success');
      // Some requests are rightly refused.
      const rejected = await rate('gateway', 'rejected');
      const isUsed = created! > 0.2 && sent! > 0.2 && throughGateway > 2;
      return isUsed && rejected > 0;
    });
    assert.equal(await rate('gateway', 'error'), 0);
  });

  test('lets nobody in without a token', async () => {
    const answer = await fetch(
      `http://127.0.0.1:${ports.services.gateway.http}/api/orders`,
    );
    assert.equal(answer.status, 401);
  });
});

describe('its metrics', () => {
  test('come with rules for each objective, all healthy', async () => {
    const rules = await eventually('all rules evaluated', 60_000, async () => {
      const found = await metrics.rules();
      const isDone = found.every(rule => rule.health !== 'unknown');
      return found.length > 0 && isDone && found;
    });
    assert.deepEqual(
      rules.filter(({ health }) => health !== 'ok').map(({ name }) => name),
      [],
    );
    const objectives = await metrics.vector('slo:objective:ratio');
    assert.deepEqual(
      [...new Set(objectives.map(({ labels }) => labels.sloth_service))].sort(),
      services,
    );
  });

  test('have 30 days at once', async () => {
    const counts = await metrics.vector(
      'count_over_time(slo:sli_error:ratio_rate5m[30d])',
    );
    assert.equal(counts.length, 6);
    for (const { labels, value } of counts) {
      // 30 days of one sample in 15 s, less what the first start took.
      assert.ok(value > 171_000, `${labels.sloth_id} has ${value} samples`);
    }
    // A rule that builds on another group's may have to wait for its next turn.
    const remaining = await eventually('all budgets', 45_000, async () => {
      const found = await metrics.vector(
        'slo:period_error_budget_remaining:ratio',
      );
      return found.length === 6 && found;
    });
    for (const { labels, value } of remaining) {
      assert.ok(value > -0.2 && value < 1, `${labels.sloth_id}: ${value}`);
    }
  });

  test('go on in the very series that were told', async () => {
    const end = historyEnd(context)!;
    for (const matcher of [
      'slo:current_burn_rate:ratio',
      'slo:period_error_budget_remaining:ratio',
      'sloth_slo_info',
      '{__name__=~"slo:sli_error:ratio_rate.*"}',
      '{__name__=~"http_requests_total|up",job="order-service"}',
      '{__name__=~"http_request_duration_seconds_bucket",job="gateway"}',
      '{__name__=~"worker_messages_total|worker_message_age_seconds_.*"}',
    ]) {
      const told = await metrics.labelSets(matcher, end - day, end - 3600);
      assert.ok(told.length > 0, `${matcher} was told`);
      await eventually(`${matcher} going on`, 60_000, async () => {
        const now = Date.now() / 1000;
        const live = await metrics.labelSets(matcher, now - 45, now);
        return told.every(labels => live.includes(labels));
      });
    }
  });

  test('say the same as the raw series below them', async () => {
    const end = historyEnd(context)!;
    const recorded = (await metrics.rules()).filter(({ name }) =>
      /ratio_rate(30m|1h|6h|1d|3d)$/.test(name),
    );
    assert.equal(recorded.length, 30);
    for (const daysAgo of [1, 2.5, 6.7, 11.6, 17.4]) {
      const at = Math.floor((end - daysAgo * day) / 300) * 300;
      for (const { name, query, labels } of recorded) {
        const id = labels.sloth_id;
        const told = await metrics.value(`${name}{sloth_id="${id}"}`, at);
        const computed = await metrics.value(query, at);
        const difference = Math.abs(told! - computed!);
        const perSecond = await metrics.value(allEventsOf(query), at);
        const events = perSecond! * promDurationSeconds(labels.sloth_window)!;
        // Counters know whole events only, and one may be missed at either end.
        const tolerance = Math.max(0.1 * computed!, 0.0005, 2 / events);
        assert.ok(
          difference <= tolerance,
          `${id} ${name} ${daysAgo} days ago: ${told} told, ${computed} computed`,
        );
      }
    }
  });
});

describe('a new service', () => {
  const name = 'parcel-service';

  before(async () => {
    await renderGoldenPath({
      templatesDir: join(context.root, 'templates'),
      template: 'go-service',
      values: {
        name,
        description: 'Knows where parcels are.',
        owner: 'group:default/ordering-team',
        system: 'system:default/ordering',
        objective: 99.5,
        latencyThreshold: 0.5,
        resource: 'parcel',
      },
      targetDir: join(work, 'rendered'),
      gitopsDir: join(work, 'rendered-gitops'),
      settings: { organisationUrl: organisationUrl(context) },
    });
  });

  async function propose(): Promise<void> {
    const folder = join(work, 'gitops');
    await git.checkout(folder, `${organisation}/gitops`);
    cpSync(join(work, 'rendered-gitops'), folder, { recursive: true });
    await git.commitAll(folder, { message: `Add ${name}` });
    await git.push(folder, `${organisation}/gitops`, `add-${name}`);
    const answer = await fetch(
      `${urls.gitea}/api/v1/repos/${organisation}/gitops/pulls`,
      {
        method: 'POST',
        headers: {
          authorization: `token ${token()}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          head: `add-${name}`,
          base: 'main',
          title: `Add ${name}`,
        }),
      },
    );
    assert.equal(answer.status, 201);
  }

  test('is not merged while its repository is missing', async () => {
    await propose();
    await eventually('the check failed', 60_000, async () => {
      const [pullRequest] = await gitea.openPullRequests(
        organisation,
        'gitops',
      );
      const statuses = await gitea.commitStatuses(
        organisation,
        'gitops',
        pullRequest.head.sha,
      );
      return statuses['lab/repository'] === 'failure';
    });
  });

  test('is merged, built and started once it is there', async () => {
    await gitea.createRepository(organisation, name, 'Knows parcels');
    const folder = join(work, 'service');
    await git.init(folder, `${organisation}/${name}`);
    cpSync(join(work, 'rendered'), folder, { recursive: true });
    await git.commitAll(folder, { message: 'Begin' });
    await git.push(folder, `${organisation}/${name}`);
    const service = await eventually('it runs', 300_000, async () => {
      const all = (await status()).services;
      const found = all.find(each => each.name === name);
      assert.equal(found?.state, 'running', found?.message ?? 'not yet');
      return found;
    });
    assert.equal(service.url, `http://127.0.0.1:${ports.scaffoldedFrom}`);
    assert.deepEqual(await gitea.openPullRequests(organisation, 'gitops'), []);
  });

  test('is watched and used without any further act', async () => {
    await eventually('its objectives have numbers', 120_000, async () => {
      const found = await metrics.vector(
        `slo:current_burn_rate:ratio{sloth_service="${name}"}`,
      );
      return found.length === 2;
    });
    assert.equal(await metrics.value(`up{job="${name}"}`), 1);
    assert.ok((await rate(name, 'success')) > 0);
  });

  test('goes when GitOps does not want it any more', async () => {
    const folder = join(work, 'gitops');
    await git.checkout(folder, `${organisation}/gitops`);
    rmSync(join(folder, 'services', name), { recursive: true });
    await git.commitAll(folder, { message: `Remove ${name}` });
    await git.push(folder, `${organisation}/gitops`);
    await eventually('it is gone', 60_000, async () =>
      (await status()).services.every(each => each.name !== name),
    );
    await eventually('its rules are gone', 60_000, async () => {
      const rules = await metrics.rules();
      return rules.every(({ labels }) => labels.sloth_service !== name);
    });
  });
});

describe('a scenario', () => {
  const id = 'order-service-requests-availability';

  test('that is unknown is refused by naming the known ones', async () => {
    const { status: code, body } = await scenario('break', {
      scenario: 'fire',
    });
    assert.equal(code, 400);
    assert.match(body.error, /Known: errors, latency, worker-backlog/);
  });

  test('burns a budget within two minutes', async () => {
    const { body } = await scenario('break', { scenario: 'errors' });
    assert.equal(body.changed, true);
    await eventually('the budget burns', 180_000, async () => {
      const rates = await Promise.all([
        burn(id),
        burn('gateway-requests-availability'),
      ]);
      return rates.every(value => value! > 14.4);
    });
    const again = await scenario('break', { scenario: 'errors' });
    assert.equal(again.body.changed, false);
    const other = await scenario('break', { scenario: 'latency' });
    assert.equal(other.status, 409);
  });

  test('is healed by a revert', async () => {
    const { body } = await scenario('heal', {});
    assert.equal(body.changed, true);
    await eventually('no more errors', 180_000, async () => {
      const all = await Promise.all([
        rate('order-service', 'error'),
        rate('gateway', 'error'),
        rate('order-service', 'success'),
      ]);
      return all[0] === 0 && all[1] === 0 && all[2] > 2;
    });
    assert.equal((await scenario('heal', {})).body.changed, false);
  });

  for (const [name, service] of [
    ['latency', 'order-service'],
    ['worker-backlog', 'notification-worker'],
  ]) {
    test(`'${name}' fits the service as it is rendered`, async () => {
      const good = await running(service);
      const begun = await scenario('break', { scenario: name });
      assert.equal(begun.body.changed, true, JSON.stringify(begun));
      const broken = await eventually('its release', 180_000, async () => {
        const now = await running(service);
        const isDone = now.phase === 'done' || now.phase === 'failed';
        return now.commit !== good.commit && isDone && now;
      });
      assert.equal(broken.phase, 'done');
      await scenario('heal', {});
      await eventually('its end', 180_000, async () => {
        const now = await running(service);
        return now.commit !== broken.commit;
      });
    });
  }
});

describe('what is killed comes back', () => {
  test('a service', async () => {
    const { pid } = await running('order-service');
    process.kill(pid!, 'SIGKILL');
    await eventually('another process', 30_000, async () => {
      const now = await serviceNamed('order-service');
      return now.state === 'running' && now.pid !== pid;
    });
  });

  test('the platform itself', async () => {
    const killed = await Promise.all(services.map(name => running(name)));
    process.kill(partNamed(context, 'platform')!.pid!, 'SIGKILL');
    await eventually('another platform', 120_000, async () => {
      const all = await Promise.all(services.map(serviceNamed));
      return all.every(
        (each, index) =>
          each.state === 'running' && each.pid !== killed[index].pid,
      );
    });
    const back = await Promise.all(services.map(serviceNamed));
    assert.deepEqual(
      back.map(({ commit }) => commit),
      killed.map(({ commit }) => commit),
    );
  });
});
