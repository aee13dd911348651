import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LabContext,
  backendProcess,
  buildApp,
  writeOverlay,
} from '@goreliable/lab';
import { startServer } from '../server/startServer';
import { sampleEvents } from './sampleEvents';
import { type Target, personUnderTest } from './types';

/** Builds the app if its sources have changed, as `make run` does. */
export async function buildPortal(
  context: LabContext,
  say: (line: string) => void,
): Promise<void> {
  await buildApp(context, {
    signal: new AbortController().signal,
    report: say,
  });
}

/**
 * The portal as `make run TIERS=none` starts it; the lab's identity provider runs beside it.
 *
 * @param options.configs - files whose keys come after all others
 */
export function portalTarget(
  context: LabContext,
  { configs = [] }: { configs?: readonly string[] } = {},
): Target {
  const { urls, secrets } = context;
  const service = personUnderTest.service;
  return {
    name: 'ours',
    url: urls.portal,
    pages: {
      landing: {
        path: '/',
        selector: 'ul[aria-label="Services"] li',
        text: service,
      },
      catalog: {
        path: '/catalog',
        selector: 'tbody tr, [role=row]',
        text: service,
      },
    },
    start() {
      rmSync(join(context.dataDir, 'portal'), { recursive: true, force: true });
      writeOverlay(context, { withCore: false, appUrl: urls.portal });
      const { file, args, cwd, env } = backendProcess(context);
      return startServer({
        file,
        args: [...args, ...configs.flatMap(path => ['--config', path])],
        cwd: cwd ?? context.root,
        env: { ...process.env, ...env },
        url: urls.portal,
        logFile: join(context.dataDir, 'bench-portal.log'),
      });
    },
    async prepare() {
      const response = await fetch(`${urls.portal}/api/timeline/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${secrets.get('portalEventsToken')}`,
        },
        body: JSON.stringify({ events: sampleEvents(Date.now()) }),
      });
      if (!response.ok) {
        throw new Error(`The timeline refused: ${await response.text()}`);
      }
    },
    async signIn(page, person = personUnderTest.name) {
      await page.goto(urls.portal);
      await page.getByRole('button', { name: /^Sign in with/ }).click();
      await page.locator(`button[name=person][value=${person}]`).click();
      await page.waitForURL(url => url.href.startsWith(urls.portal));
      await page.getByRole('navigation').first().waitFor();
    },
  };
}
