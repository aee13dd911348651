import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition of a real process. @throws Error after `withinMs`. */
export async function waitUntil(
  description: string,
  condition: () => boolean | Promise<boolean>,
  withinMs = 90_000,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${withinMs} ms: ${description}`);
    }
    await delay(25);
  }
}
