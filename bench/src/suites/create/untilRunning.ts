import { setTimeout as delay } from 'node:timers/promises';
import type { LabContext } from '@goreliable/lab';

const runsWithinMs = 300_000;
const pollMs = 500;

/**
 * Waits until Prometheus has numbers of all these services, so that nothing is built or
 * started any more.
 *
 * @throws Error that names those that did not come
 */
export async function untilRunning(
  { urls }: Pick<LabContext, 'urls'>,
  services: readonly string[],
): Promise<void> {
  const deadline = Date.now() + runsWithinMs;
  for (;;) {
    const up = await jobsThatAreUp(urls.prometheus);
    const missing = services.filter(service => !up.has(service));
    if (missing.length === 0) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`Not running after minutes: ${missing.join(', ')}`);
    }
    await delay(pollMs);
  }
}

async function jobsThatAreUp(prometheusUrl: string): Promise<Set<string>> {
  const query = new URLSearchParams({ query: 'up == 1' });
  const answer = await fetch(`${prometheusUrl}/api/v1/query?${query}`);
  if (!answer.ok) {
    throw new Error(`Prometheus: ${await answer.text()}`);
  }
  const { data } = (await answer.json()) as {
    data: { result: Array<{ metric: { job?: string } }> };
  };
  return new Set(data.result.map(({ metric }) => metric.job ?? ''));
}
