import { join } from 'node:path';
import type { LabContext, LabService } from '../context';
import type { ServicePorts } from '../ports';
import { RotatingLog } from '../runner/RotatingLog';
import { ManagedService } from './ManagedService';
import type { MetricsWiring } from './MetricsWiring';
import type { PlatformState } from './PlatformState';

export interface FleetOptions {
  readonly context: LabContext;
  readonly metrics: MetricsWiring;
  readonly state: PlatformState;
}

/** The services that run, each behind fixed ports of its own. */
export class Fleet {
  private readonly services = new Map<string, ManagedService>();

  constructor(private readonly options: FleetOptions) {}

  get names(): string[] {
    return [...this.services.keys()];
  }

  get(name: string): ManagedService | undefined {
    return this.services.get(name);
  }

  /** @throws Error if the service's ports are somebody else's. */
  async ensure(name: string): Promise<ManagedService> {
    const known = this.services.get(name);
    if (known) {
      return known;
    }
    const { context, metrics, state } = this.options;
    const service = await ManagedService.create(name, this.portsOf(name), {
      log: context.log,
      output: new RotatingLog(join(context.labDir, 'logs', `${name}.log`)),
      onTarget: port => metrics.setTarget(name, port),
      onProcesses: () =>
        state.setProcesses(
          [...this.services.values()].flatMap(each => each.identities),
        ),
    });
    this.services.set(name, service);
    return service;
  }

  /** Stops a service for good: its name and ports are free again. */
  async remove(name: string): Promise<void> {
    await this.services.get(name)?.stop();
    this.services.delete(name);
    this.options.state.forget(name);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map(each => each.stop()));
  }

  /** The fixed ports of a service, whether it runs yet or not. */
  portsOf(name: string): ServicePorts {
    const { services, scaffoldedFrom } = this.options.context.ports;
    const own = services[name as LabService];
    return this.options.state.portsOf(name, own, scaffoldedFrom);
  }

  /** The fixed address of a service. */
  urlOf(name: string): string {
    return `http://127.0.0.1:${this.portsOf(name).http}`;
  }

  /** The address behind a host's name, if it is one of the platform's services. */
  resolve(host: string): string | undefined {
    const isOurs =
      host in this.options.context.ports.services || this.services.has(host);
    return isOurs ? this.urlOf(host) : undefined;
  }
}
