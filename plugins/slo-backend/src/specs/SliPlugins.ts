import { SliPlugin } from '@goreliable/plugin-slo-common';
import { SliPluginsExtensionPoint } from '@goreliable/plugin-slo-node';

/** The SLI plugins that modules have registered. */
export class SliPlugins implements SliPluginsExtensionPoint {
  readonly all: SliPlugin[] = [];

  add(plugin: SliPlugin): void {
    if (this.all.some(({ id }) => id === plugin.id)) {
      throw new Error(`There are two SLI plugins '${plugin.id}': remove one`);
    }
    this.all.push(plugin);
  }
}
