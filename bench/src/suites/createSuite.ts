import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { findRoot, labServiceNames } from '@goreliable/lab';
import { findBrowser, openProfile } from '../browser';
import type { Suite } from '../report';
import { portalTarget, startWholeLab } from '../targets';
import { createService } from './create/createService';
import { type Creation, reportCreations } from './create/report';
import { untilRunning } from './create/untilRunning';

/** A member of the team that the form offers as owner by itself. */
const person = 'omar';
/** For what follows upon a service's first numbers: search, docs, rules. */
const settleMs = 10_000;

/** A new service, from the click to the links, in the whole lab. */
export const createSuite: Suite = {
  name: 'create',
  async run({ rounds, say }) {
    const root = findRoot();
    const { context, stop } = await startWholeLab(root, say);
    try {
      await untilRunning(context, labServiceNames(context));
      const profile = await openProfile(findBrowser(root));
      try {
        const page = await profile.context.newPage();
        await portalTarget(context).signIn(page, person);
        const creations: Creation[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          await delay(settleMs);
          const name = `basket-${round}-service`;
          const linksMs = await createService(page, context.urls.portal, name);
          const seenAt = performance.now();
          await untilRunning(context, [name]);
          const runningMs = linksMs + performance.now() - seenAt;
          creations.push({ linksMs, runningMs });
          say(`round ${round} of ${rounds}: ${Math.round(linksMs)} ms`);
        }
        return reportCreations(creations);
      } finally {
        await profile.close();
      }
    } finally {
      await stop();
    }
  },
};
