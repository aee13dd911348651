import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const installed = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Starts the Chromium of this machine: $CHROMIUM, an installed one, else Playwright's own. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: installed.find(path => path && existsSync(path)),
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
