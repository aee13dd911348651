import { z } from 'zod';
import { readFileIfExists, writeFileAtomically } from '../files';
import type { ServicePorts } from '../ports';

const releasedSchema = z.object({
  commit: z.string(),
  version: z.string(),
  settingsDigest: z.string(),
  /** Settings that are no secrets, to tell what a release changed. */
  settings: z.record(z.string(), z.string()),
  at: z.iso.datetime(),
  /** Counts the releases of the service. */
  sequence: z.number().int().positive(),
});

const processSchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});

const stateSchema = z.object({
  ports: z
    .record(z.string(), z.object({ http: z.number(), admin: z.number() }))
    .default({}),
  released: z.record(z.string(), releasedSchema).default({}),
  /** Put into the GitOps repository once; who removes them there means it. */
  seeded: z.array(z.string()).default([]),
  /** The end of the history whose events the timeline has been told. */
  historyTold: z.number().optional(),
  /** Started and not yet known to have ended. */
  processes: z.array(processSchema).default([]),
});

export type ReleasedService = z.infer<typeof releasedSchema>;
type State = z.infer<typeof stateSchema>;

/** What the platform has to remember beyond its own end. */
export class PlatformState {
  private state: State;

  /** @throws Error if the file is there but not readable as such. */
  constructor(private readonly path: string) {
    const text = readFileIfExists(path);
    this.state = stateSchema.parse(text === undefined ? {} : JSON.parse(text));
  }

  get released(): Readonly<Record<string, ReleasedService>> {
    return this.state.released;
  }

  get seeded(): readonly string[] {
    return this.state.seeded;
  }

  get historyTold(): number | undefined {
    return this.state.historyTold;
  }

  get processes(): State['processes'] {
    return this.state.processes;
  }

  /**
   * A service's fixed ports: its own ones, or the first free pair from
   * `scaffoldedFrom` on, for good.
   */
  portsOf(
    service: string,
    known: ServicePorts | undefined,
    scaffoldedFrom: number,
  ): ServicePorts {
    if (known) {
      return known;
    }
    const given = this.state.ports[service];
    if (given) {
      return given;
    }
    return this.givePorts(service, scaffoldedFrom);
  }

  /** Leaves a service's pair to whoever else has it, and takes a later one. */
  moveOn(service: string): void {
    this.givePorts(service, this.state.ports[service].http + 2);
  }

  setReleased(service: string, released: ReleasedService): void {
    this.save({ released: { ...this.state.released, [service]: released } });
  }

  setSeeded(services: readonly string[]): void {
    this.save({ seeded: [...new Set([...this.state.seeded, ...services])] });
  }

  setHistoryTold(end: number): void {
    this.save({ historyTold: end });
  }

  setProcesses(processes: State['processes']): void {
    this.save({ processes: [...processes] });
  }

  /** Forgets a service that is gone; a later one of that name starts anew. */
  forget(service: string): void {
    const { [service]: ports, ...otherPorts } = this.state.ports;
    const { [service]: release, ...otherReleases } = this.state.released;
    if (ports || release) {
      this.save({ ports: otherPorts, released: otherReleases });
    }
  }

  private givePorts(service: string, from: number): ServicePorts {
    const taken = new Set(
      Object.values(this.state.ports).map(ports => ports.http),
    );
    let http = from;
    while (taken.has(http)) {
      http += 2;
    }
    const ports = { http, admin: http + 1 };
    this.save({ ports: { ...this.state.ports, [service]: ports } });
    return ports;
  }

  private save(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    writeFileAtomically(
      this.path,
      `${JSON.stringify(this.state, undefined, 2)}\n`,
    );
  }
}
