/**
 * The portal as it runs in production: two replicas on one PostgreSQL, people from a real
 * OpenID Connect provider, no guest. Started by scripts/production.sh, which brings up
 * PostgreSQL and the provider.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { loadLabContext } from '../src/context';
import { complaintsOf, openBrowser, signInAs } from './browser';
import { type Replica, startReplica } from './replica';

const context = loadLabContext();
const { ports, urls, secrets } = context;
const postgres = new URL(urls.postgres('postgres'));

const complete: NodeJS.ProcessEnv = {
  PORTAL_URL: urls.portal,
  PORTAL_LISTEN_HOST: '127.0.0.1',
  POSTGRES_HOST: postgres.hostname,
  POSTGRES_PORT: postgres.port,
  POSTGRES_USER: postgres.username,
  POSTGRES_PASSWORD: postgres.password,
  PGSSLMODE: 'disable',
  AUTH_SESSION_SECRET: 'a secret of this test',
  OIDC_TITLE: 'the lab',
  OIDC_METADATA_URL: `${urls.identity}/.well-known/openid-configuration`,
  OIDC_CLIENT_ID: 'goreliable-portal',
  OIDC_CLIENT_SECRET: secrets.get('identityClientSecret'),
  SHUTDOWN_DELAY: '2s',
};

describe('a missing variable', () => {
  test('stops the start and is named with its line', async () => {
    const { POSTGRES_PASSWORD: _, ...environment } = complete;
    const replica = startReplica(context, {
      name: 'replica-incomplete',
      port: ports.portal,
      environment,
    });
    const code = await new Promise(resolve =>
      replica.process.once('exit', resolve),
    );
    assert.equal(code, 1);
    const log = readFileSync(replica.logFile, 'utf8');
    assert.match(log, /POSTGRES_PASSWORD \(app-config\.production\.yaml:\d+\)/);
  });
});

describe('two replicas on one database', () => {
  let replicas: Replica[] = [];
  let browser: Browser;

  before(async () => {
    // At once: both find an empty database and want to migrate it.
    replicas = [ports.portal, ports.portal + 1].map((port, index) =>
      startReplica(context, {
        name: `replica-${index + 1}`,
        port,
        environment: complete,
      }),
    );
    await Promise.all(replicas.map(replica => replica.ready()));
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    for (const { process: child } of replicas) {
      child.kill('SIGKILL');
    }
  });

  test('refuse whoever does not say who they are', async () => {
    for (const path of [
      '/api/catalog/entities',
      '/api/home/landing',
      '/api/timeline/events',
      '/api/slo/overview',
      '/api/scaffolder/v2/tasks',
      '/api/search/query?term=order',
      '/api/permission/authorize',
      '/api/notifications',
    ]) {
      for (const { url } of replicas) {
        const { status } = await fetch(`${url}${path}`);
        assert.equal(status, 401, `${url}${path}`);
      }
    }
  });

  test('let no guest in', async () => {
    const response = await fetch(
      `${replicas[0].url}/api/auth/guest/refresh?optional&env=production`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    assert.notEqual(response.status, 200);
  });

  test('serve a strict content security policy', async () => {
    const response = await fetch(replicas[0].url);
    const policy = response.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self' 'unsafe-eval'(;|$)/);
    assert.match(policy, /connect-src 'self'(;|$)/);
    assert.match(policy, /object-src 'none'/);
  });

  test('sign a person in, in a browser, and keep them over a reload', async () => {
    const page = await browser.newPage();
    await signInAs(page, urls.portal, 'omar');
    // Before it, the browser rightly hears that nobody is signed in.
    const complaints = complaintsOf(page);
    assert.equal(await page.getByRole('button', { name: /guest/ }).count(), 0);
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Home', exact: true }).waitFor();
    assert.deepEqual(complaints, []);

    // What one replica signed, the other believes.
    const token = await page.evaluate(async () => {
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
    await page.close();
  });

  test('one stops without failing a request, and the other serves on', async () => {
    const [first, second] = replicas;
    const readiness = (url: string) =>
      fetch(`${url}/.backstage/health/v1/readiness`);
    const stopped = first.stop();
    // During the delay it says that it goes, and still answers.
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal((await readiness(first.url)).status, 503);
    assert.equal((await fetch(first.url)).status, 200);
    assert.equal(await stopped, 0);
    assert.equal((await readiness(second.url)).status, 200);
  });
});
