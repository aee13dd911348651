import type { LabContext } from '@goreliable/lab';
import { findBrowser, openProfile, type Profile } from '../../browser';
import { slosOfService } from '../../prometheus/sloFleet';
import { startPrometheus } from '../../prometheus/startPrometheus';
import {
  callers,
  sloPortalTarget,
  startResJson,
  type Target,
} from '../../targets';
import { measurePage, type PageFigures } from './page';
import {
  type CallerFigures,
  measureRequests,
  readOverview,
  type RequestFigures,
} from './requests';

/** SLOs of the portal that is asked and looked at. */
export const slos = 1_000;

/** The portal with a thousand SLOs: asked by programs, and looked at in a browser. */
export async function measureServed(
  context: LabContext,
  rounds: number,
  say: (line: string) => void,
) {
  const prometheus = await startPrometheus(context, {
    slos,
    scrapeSeconds: 15,
  });
  const target = sloPortalTarget(context, prometheus.url, slos / slosOfService);
  const server = await target.start();
  try {
    const browser = findBrowser(context.root);
    const other = await signedIn(browser, target, callers.some);
    await other.close();
    const own = await signedIn(browser, target, callers.everything);
    await untilFilled(target.url, own.token, other.token);
    const pages: PageFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      pages.push(await measurePage(own.context, target.url, slos));
    }
    await own.close();
    say(`pages: ${rounds} rounds`);
    return {
      pages,
      everything: await measureCaller(context, target, own.token, rounds),
      some: await measureCaller(context, target, other.token, rounds),
    };
  } finally {
    await server.stop();
    await prometheus.stop();
  }
}

async function measureCaller(
  { root }: LabContext,
  target: Target,
  token: string,
  rounds: number,
): Promise<CallerFigures> {
  const read = () => readOverview(target.url, token);
  const overview = await read();
  const resJson = await startResJson(root, overview.value);
  try {
    const requests: RequestFigures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      requests.push(
        await measureRequests(root, read, resJson.url, round % 2 === 1),
      );
    }
    return { overview, requests };
  } finally {
    resJson.stop();
  }
}

/** A browser in which somebody is signed in, and the token that the app then has. */
export async function signedIn(
  browser: string,
  target: Target,
  person: string,
): Promise<Profile & { token: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const profile = await openProfile(browser);
    try {
      const page = await profile.context.newPage();
      await target.signIn(page, person);
      const token = await page.evaluate(tokenOf);
      await page.close();
      return { ...profile, token };
    } catch (error) {
      await profile.close();
      // Until the catalog has read who there is, nobody can.
      if (attempt === 5) {
        throw error;
      }
    }
  }
}

/** Runs in the app's page. */
async function tokenOf(): Promise<string> {
  const response = await fetch(
    '/api/auth/oidc/refresh?optional&env=development',
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  return (await response.json()).backstageIdentity.token;
}

/** The catalog reads its files after the start, and SLOs find their services after that. */
async function untilFilled(
  url: string,
  everything: string,
  some: string,
): Promise<void> {
  const wanted = [slos, slos / 5];
  for (let attempt = 0; attempt < 180; attempt += 1) {
    const counts = await Promise.all(
      [everything, some].map(token =>
        readOverview(url, token).then(
          ({ value }) => value.slos.length,
          () => 0,
        ),
      ),
    );
    if (counts.join() === wanted.join()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
  throw new Error('The portal has not found all SLOs in three minutes');
}
