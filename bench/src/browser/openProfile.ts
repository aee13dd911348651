import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

export interface Profile {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** The browser that the tests of this machine use. */
export function findBrowser(root: string): string {
  const script = join(root, 'scripts', 'browser.sh');
  return execFileSync(script, { encoding: 'utf8' }).trim();
}

/** A person's browser with nothing in it yet, whose cache is on disk as a person's is. */
export async function openProfile(executablePath: string): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'goreliable-bench-profile-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    viewport: { width: 1280, height: 800 },
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
