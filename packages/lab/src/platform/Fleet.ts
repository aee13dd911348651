import { join } from 'node:path';
import type { LabContext, LabService } from '../context';
import type { ServicePorts } from '../ports';
import { RotatingLog } from '../runner/RotatingLog';
import { ManagedService, type ServiceHost } from './ManagedService';
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
    const service = await this.create(name, this.hostOf(name), 10);
    this.services.set(name, service);
    return service;
  }

  private async create(
    name: string,
    host: ServiceHost,
    pairsToTry: number,
  ): Promise<ManagedService> {
    const { context, state } = this.options;
    const ports = this.portsOf(name);
    try {
      return await ManagedService.create(name, ports, host);
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      // Where one of the lab's own services is, is known and written down.
      if (!isTaken || name in context.ports.services || pairsToTry === 1) {
        throw error;
      }
      context.log.warn(
        `Port ${ports.http} or ${ports.admin} is in use: ${name} takes others`,
      );
      state.moveOn(name);
      return this.create(name, host, pairsToTry - 1);
    }
  }

  private hostOf(name: string): ServiceHost {
    const { context, metrics, state } = this.options;
    return {
      log: context.log,
      output: new RotatingLog(join(context.labDir, 'logs', `${name}.log`)),
      onTarget: port => metrics.setTarget(name, port),
      onProcesses: () =>
        state.setProcesses(
          [...this.services.values()].flatMap(each => each.identities),
        ),
    };
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
