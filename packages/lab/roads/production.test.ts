/**
 * The portal as it runs in production: two replicas on one PostgreSQL behind a proxy that
 * ends TLS, people from a real OpenID Connect provider, no guest. Started by
 * scripts/production.sh, which brings up PostgreSQL and the provider.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { loadLabContext } from '../src/context';
import { backendPlugins } from './backendPlugins';
import { complaintsOf, eventually, openBrowser, signInAs } from './browser';
import { callAs, type Answer, slowUpload } from './calls';
import { productionEnvironment, type Replica, startReplica } from './replica';
import { startTlsProxy, type TlsProxy } from './tlsProxy';

const context = loadLabContext();
const { ports } = context;
const portalUrl = `https://localhost:${ports.portal}`;
const complete = productionEnvironment(context, portalUrl);
const [firstPort, secondPort] = [ports.portal + 1, ports.portal + 2];
const requestsAMinute = 200;

describe('a missing variable', () => {
  test('stops the start and is named with its line', async () => {
    const { POSTGRES_PASSWORD: _, ...environment } = complete;
    const replica = startReplica(context, {
      name: 'replica-incomplete',
      port: firstPort,
      environment,
    });
    assert.equal(await replica.ended, 1);
    const log = readFileSync(replica.logFile, 'utf8');
    assert.match(log, /POSTGRES_PASSWORD \(app-config\.production\.yaml:\d+\)/);
  });
});

describe('two replicas on one database', () => {
  let replicas: Replica[] = [];
  let proxy: TlsProxy;
  let browser: Browser;
  let page: Page;
  let token: string;

  before(async () => {
    // At once: both find an empty database and want to migrate it.
    replicas = [
      startReplica(context, {
        name: 'replica-1',
        port: firstPort,
        environment: complete,
      }),
      startReplica(context, {
        name: 'replica-2',
        port: secondPort,
        environment: {
          ...complete,
          RATE_LIMIT_PER_MINUTE: `${requestsAMinute}`,
        },
      }),
    ];
    await Promise.all(replicas.map(replica => replica.ready()));
    proxy = await startTlsProxy({
      port: ports.portal,
      targets: replicas.map(({ url }) => url),
    });
    browser = await openBrowser();
    page = await browser.newPage({ ignoreHTTPSErrors: true });
  });

  after(async () => {
    await browser?.close();
    await proxy?.close();
    replicas.forEach(({ process: child }) => child.kill('SIGKILL'));
  });

  test('say how they are to anybody', async () => {
    for (const { url } of replicas) {
      for (const probe of ['liveness', 'readiness']) {
        const { status } = await fetch(`${url}/.backstage/health/v1/${probe}`);
        assert.equal(status, 200, probe);
      }
    }
  });

  test('refuse whoever does not say who they are, in every plugin', async () => {
    // The app's pages and the way to sign in are for people who are not signed in yet;
    // signals serve web sockets only, see below.
    const open = ['app', 'auth', 'signals'];
    const plugins = backendPlugins(context.root).filter(
      id => !open.includes(id),
    );
    assert.ok(plugins.includes('catalog') && plugins.includes('slo'));
    const served = [
      'catalog/entities',
      'home/landing',
      'notifications',
      'permission/authorize',
      'scaffolder/v2/tasks',
      'search/query?term=order',
      'slo/overview',
      'timeline/events',
    ];
    const hidden = plugins.flatMap(id => [
      `${id}/`,
      `${id}/anything`,
      `${id}/.backstage/permissions/metadata`,
      `${id}/.backstage/scheduler/v1/tasks`,
      `${id}/.backstage/actions/v1/actions`,
    ]);
    for (const path of [...served, ...hidden]) {
      for (const { url } of replicas) {
        const { status } = await fetch(`${url}/api/${path}`);
        assert.equal(status, 401, `${url}/api/${path}`);
      }
    }
  });

  test('open no web socket to whoever does not say who they are', async () => {
    const socket = new WebSocket(
      `${replicas[0].url.replace('http', 'ws')}/api/signals`,
    );
    const outcome = await new Promise<string>(resolve => {
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    });
    socket.close();
    assert.equal(outcome, 'refused');
  });

  test('let no guest in', async () => {
    const { status } = await fetch(
      `${replicas[0].url}/api/auth/guest/refresh?optional&env=production`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    assert.equal(status, 404);
  });

  test('serve strict policies for browsers', async () => {
    const { headers } = await fetch(replicas[0].url);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self' 'unsafe-eval'(;|$)/);
    assert.match(policy, /connect-src 'self'(;|$)/);
    assert.match(policy, /object-src 'none'/);
    assert.match(policy, /frame-ancestors 'self'/);
    assert.match(
      headers.get('strict-transport-security') ?? '',
      /max-age=[1-9]/,
    );
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  });

  test('trust no other origin', async () => {
    const [{ url }] = replicas;
    const stranger = 'https://stranger.example';
    const readableFrom = async (origin: string) => {
      const { headers } = await fetch(`${url}/api/catalog/entities`, {
        headers: { origin },
      });
      return headers.get('access-control-allow-origin');
    };
    assert.equal(await readableFrom(portalUrl), portalUrl);
    assert.equal(await readableFrom(stranger), null);
    const start = (query: string) =>
      fetch(`${url}/api/auth/oidc/start?env=production&${query}`, {
        redirect: 'manual',
      });
    assert.equal((await start(`origin=${stranger}`)).status, 403);
    const redirect = (to: string) =>
      start(`flow=redirect&redirectUrl=${encodeURIComponent(to)}`);
    assert.equal((await redirect(`${stranger}/catalog`)).status, 403);
    assert.equal((await redirect(`${portalUrl}/catalog`)).status, 302);
  });

  test('sign a person in, in a browser, and keep them over a reload', async () => {
    await signInAs(page, portalUrl, 'omar');
    // Before it, the browser rightly hears that nobody is signed in.
    const complaints = complaintsOf(page);
    assert.equal(await page.getByRole('button', { name: /guest/ }).count(), 0);
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
    assert.deepEqual(complaints, []);
    const cookies = await page.context().cookies();
    const session = cookies.filter(({ name }) => name.startsWith('oidc-'));
    assert.ok(session.length > 0);
    for (const { name, secure, httpOnly } of session) {
      assert.deepEqual(
        { secure, httpOnly },
        { secure: true, httpOnly: true },
        name,
      );
    }
  });

  test('believe each other’s tokens', async () => {
    token = await page.evaluate(async () => {
      const response = await fetch('/api/auth/oidc/refresh?env=production', {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      });
      return (await response.json()).backstageIdentity.token as string;
    });
    for (const { url } of replicas) {
      const { status } = await fetch(`${url}/api/home/landing`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(status, 200, url);
    }
  });

  test('answer 429 to an address that asks too much, and serve the others', async () => {
    const ask = (address: string) =>
      callAs(address, `${replicas[1].url}/api/catalog/entities`);
    let answer: Answer = await ask('203.0.113.7');
    for (let asked = 1; answer.status !== 429 && asked < 300; asked += 1) {
      assert.equal(answer.status, 401);
      answer = await ask('203.0.113.7');
    }
    assert.equal(answer.status, 429);
    assert.match(answer.body, /Too many requests, please try again later/);
    assert.equal((await ask('203.0.113.8')).status, 401);
  });

  test('one stops without failing a request, and the other serves on', async () => {
    const [first, second] = replicas;
    const readiness = async ({ url }: Replica) =>
      (await fetch(`${url}/.backstage/health/v1/readiness`)).status;
    const upload = await slowUpload(
      `${first.url}/api/catalog/entities/by-refs`,
      {
        token,
        body: JSON.stringify({ entityRefs: ['group:default/sre-team'] }),
      },
    );
    const stopped = first.stop();
    // During the delay it says that it goes, and still answers.
    await eventually('it says that it goes', 10_000, async () => {
      return (await readiness(first)) === 503;
    });
    assert.equal((await fetch(first.url)).status, 200);
    proxy.remove(first.url);
    // The delay is over and the request is still open: it is answered from the database.
    await eventually('it waits for the last requests', 30_000, async () =>
      readFileSync(first.logFile, 'utf8').includes('Stopping: 1 request'),
    );
    const answer = await upload.finish();
    assert.equal(answer.status, 200, answer.body);
    assert.equal(JSON.parse(answer.body).items[0].kind, 'Group');
    assert.equal(await stopped, 0);

    assert.equal(await readiness(second), 200);
    await page.reload();
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
    assert.equal(await second.stop(), 0);
  });
});
