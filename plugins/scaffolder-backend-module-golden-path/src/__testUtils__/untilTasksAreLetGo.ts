import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits, after a backend was stopped, until nothing of its tasks is left. The
 * scaffolder goes on looking once a second for news of every task that may be
 * repeated, and only learns from its closed database that it shall stop; a test
 * that ends before that keeps its process alive.
 */
export async function untilTasksAreLetGo(): Promise<void> {
  await delay(1_200);
}
