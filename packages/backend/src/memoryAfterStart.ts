import {
  RootLifecycleService,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By then the catalog is read and the search index made for the first time. */
const settledAfterMs = 20_000;

/** Collects all garbage once, and lets the system have the memory. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: (options: object) => void = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', flavor: 'last-resort' });
}

/**
 * The start compiles schemas, parses type declarations and migrates databases, and leaves
 * behind half a heap of what nobody needs again. A process that then serves few requests
 * would hold it for hours, for it has no reason to collect it.
 */
export function giveMemoryBackAfterStart(
  lifecycle: Pick<RootLifecycleService, 'addStartupHook' | 'addShutdownHook'>,
  collect: () => void = collectGarbage,
): void {
  let timer: NodeJS.Timeout | undefined;
  lifecycle.addStartupHook(() => {
    timer = setTimeout(collect, settledAfterMs).unref();
  });
  lifecycle.addShutdownHook(() => clearTimeout(timer));
}

export const memoryAfterStart = createServiceFactory({
  service: createServiceRef<{}>({
    id: 'portal.memoryAfterStart',
    scope: 'root',
  }),
  deps: { lifecycle: coreServices.rootLifecycle },
  // Nobody asks for it.
  initialization: 'always',
  async factory({ lifecycle }) {
    giveMemoryBackAfterStart(lifecycle);
    return {};
  },
});
