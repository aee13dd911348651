import type { PartDefinition } from '../parts/types';

/** Where each prerequisite's promise comes from. */
export interface PrerequisiteSources {
  /** Resolves when that part is ready, rejects when it is given up. */
  part(name: string): Promise<void>;
  /** Resolves when the tool with that binary is built, rejects if it failed. */
  tool(binary: string): Promise<void>;
  /** Told at first and on each change what is still missing, in words. */
  onPending(reason: string | undefined): void;
}

/**
 * Waits until all that a part needs is there.
 *
 * @throws Error if it never will be, or the signal's reason.
 */
export async function waitForPrerequisites(
  part: PartDefinition,
  sources: PrerequisiteSources,
  signal: AbortSignal,
): Promise<void> {
  const needs = new Set(part.needs);
  const tools = new Set(part.tools);
  const report = () => sources.onPending(pendingReason(needs, tools));
  const settle = async (
    pending: Set<string>,
    name: string,
    condition: Promise<void>,
  ) => {
    await condition;
    pending.delete(name);
    report();
  };
  report();
  await Promise.race([
    Promise.all([
      ...part.needs.map(name => settle(needs, name, needed(name, sources))),
      ...part.tools.map(name => settle(tools, name, sources.tool(name))),
    ]),
    aborted(signal),
  ]);
}

function pendingReason(
  needs: ReadonlySet<string>,
  tools: ReadonlySet<string>,
): string | undefined {
  const reasons = [
    ...(needs.size ? [`for ${[...needs].join(', ')}`] : []),
    ...(tools.size ? [`for ${[...tools].join(', ')} to be built`] : []),
  ];
  return reasons.join(' and ') || undefined;
}

// Why it failed stands at that part; repeating it would hide the root.
async function needed(
  name: string,
  sources: PrerequisiteSources,
): Promise<void> {
  try {
    await sources.part(name);
  } catch (error) {
    throw new Error(`needs ${name}, which failed`, { cause: error });
  }
}

// Rejects when the signal fires; stays silent otherwise.
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason);
    signal.addEventListener('abort', fail, { once: true });
    if (signal.aborted) {
      fail();
    }
  });
}
