import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../context';
import {
  metricsFolders,
  reloadPrometheus,
  removeOtherServices,
  writeIfChanged,
  writePrometheusConfig,
  writeTarget,
} from './prometheusFiles';
import { serviceRules } from './serviceRules';

/** Keeps Prometheus' targets and rules true to what runs. */
export class MetricsWiring {
  /** What Prometheus may not have read yet. */
  private dirty = false;

  constructor(
    private readonly context: LabContext,
    private readonly signal?: AbortSignal,
  ) {}

  /** Writes Prometheus' configuration; call once before anything else. */
  start(): void {
    this.dirty = writePrometheusConfig(this.context) || this.dirty;
  }

  setTarget(service: string, adminPort: number | undefined): void {
    writeTarget(this.context, service, adminPort);
  }

  /**
   * Takes over the rules of a service's checkout.
   *
   * @throws Error that says what is wrong with them; the rules that Prometheus
   *   has stay as they are.
   */
  async updateRules(service: string, checkout: string): Promise<void> {
    const { signal } = this;
    const promtool = await this.context.tool('promtool', { signal });
    const files = await serviceRules(service, checkout, { promtool, signal });
    const { rules } = metricsFolders(this.context);
    for (const file of [`${service}.yaml`, `${service}.rules.yaml`]) {
      const path = join(rules, file);
      if (files[file] === undefined) {
        rmSync(path, { force: true });
      } else if (writeIfChanged(path, files[file])) {
        this.dirty = true;
      }
    }
    await this.reloadIfNeeded();
  }

  /** Forgets targets and rules of all other services. */
  async keepOnly(services: ReadonlySet<string>): Promise<void> {
    this.dirty = removeOtherServices(this.context, services) || this.dirty;
    await this.reloadIfNeeded();
  }

  /** Asks Prometheus to reload until it has. */
  async reloadIfNeeded(): Promise<void> {
    if (this.dirty) {
      this.dirty = !(await reloadPrometheus(this.context.urls.prometheus));
    }
  }
}
