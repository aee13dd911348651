import { loadLabContext } from '@goreliable/lab';
import type { Suite } from '../report';
import { buildPortal } from '../targets';
import { measureRefreshes } from './slo/refreshes';
import { reportSlo } from './slo/report';
import { measureServed, slos } from './slo/served';

const manySlos = 10_000;

/** SLOs at scale: what they cost Prometheus, the backend, the wire and the browser. */
export const sloSuite: Suite = {
  name: 'slo',
  async run({ rounds, say }) {
    const context = loadLabContext();
    await buildPortal(context, say);
    const served = await measureServed(context, rounds, say);
    const many = await measureRefreshes(
      context,
      { slos: manySlos, scrapeSeconds: 60, refreshes: rounds },
      say,
    );
    const few = await measureRefreshes(
      context,
      { slos, scrapeSeconds: 15, refreshes: 1_000 },
      say,
    );
    return reportSlo({ ...served, few, many });
  },
};
