import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { SliPlugin } from '@goreliable/plugin-slo-common';

/** Takes the SLI plugins that specs of Sloth may name. */
export interface SliPluginsExtensionPoint {
  /** @throws Error if there is one of that id already */
  add(plugin: SliPlugin): void;
}

/** See {@link SliPluginsExtensionPoint}. */
export const sliPluginsExtensionPoint =
  createExtensionPoint<SliPluginsExtensionPoint>({ id: 'slo.sliPlugins' });
