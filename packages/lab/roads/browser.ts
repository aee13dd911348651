import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type Page,
  chromium,
} from 'playwright-core';
import { findRoot } from '../src/context';

/** Opens the browser that the tests of this machine use. */
export async function openBrowser(): Promise<Browser> {
  const script = join(findRoot(), 'scripts', 'browser.sh');
  const executablePath = execFileSync(script, { encoding: 'utf8' }).trim();
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** What a page complained about: its console's errors, and whatever it threw. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error') {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  page.on('pageerror', error => complaints.push(error.stack ?? error.message));
  return complaints;
}

/** Signs in at the lab's identity provider as one of the platform's people. */
export async function signInAs(
  page: Page,
  portalUrl: string,
  person: string,
): Promise<void> {
  await page.goto(portalUrl);
  await page.getByRole('button', { name: /^Sign in with/ }).click();
  await page.locator(`button[name=person][value=${person}]`).click();
  await page.waitForURL(url => url.href.startsWith(portalUrl));
  await page.getByRole('navigation').first().waitFor();
}

/** A session of its own on a wide screen, in which one of the platform's people is signed in. */
export async function sessionOf(
  browser: Browser,
  portalUrl: string,
  person: string,
): Promise<BrowserContext> {
  const session = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
  });
  const page = await session.newPage();
  await signInAs(page, portalUrl, person);
  await page.close();
  return session;
}

export async function signInAsGuest(
  page: Page,
  portalUrl: string,
): Promise<void> {
  await page.goto(portalUrl);
  await page.getByRole('button', { name: /guest/ }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** The token of whoever is signed in on the page. */
export function tokenOf(on: Page, provider: 'oidc' | 'guest'): Promise<string> {
  return on.evaluate(async id => {
    const response = await fetch(
      `/api/auth/${id}/refresh?optional&env=development`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    return (await response.json()).backstageIdentity.token as string;
  }, provider);
}

/** What axe finds on the page, one line each: rule, impact, where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // No page has frames of other origins, for which it would open a page of its own each time.
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(node => `${id} (${impact}): ${node.target.join(' ')}`),
  );
}

/** Waits for a condition that nothing announces. */
export async function eventually<T>(
  what: string,
  withinMs: number,
  attempt: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      const result = await attempt();
      if (result !== undefined && result !== false) {
        return result;
      }
    } catch (error) {
      lastError = error;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  throw new Error(
    `${what} did not happen within ${withinMs / 1000} s${
      lastError ? `: ${lastError}` : ''
    }`,
  );
}
