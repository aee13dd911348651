import { isDiskFull } from '../files';
import type { LabStatus, PartStatus, ToolStatus } from '../status';
import { writeJson } from './runFile';

type Change<Item> = Partial<Omit<Item, 'name' | 'since'>>;

/**
 * What every part and tool is doing, kept in a file that the portal and other
 * shells read. Changes that come close together are written once.
 */
export class StatusBoard {
  private readonly listeners = new Set<() => void>();
  private pendingWrite: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string,
    private status: LabStatus,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.write();
  }

  get current(): LabStatus {
    return this.status;
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  part(name: string, change: Change<PartStatus>): void {
    const parts = changed(this.status.parts, name, change, this.now());
    this.replace({ ...this.status, parts });
  }

  tool(name: string, change: Change<ToolStatus>): void {
    const tools = changed(this.status.tools, name, change, this.now());
    this.replace({ ...this.status, tools });
  }

  /** Writes what is still to be written. */
  flush(): void {
    clearTimeout(this.pendingWrite);
    this.pendingWrite = undefined;
    this.write();
  }

  private replace(status: LabStatus): void {
    this.status = { ...status, updatedAt: this.now().toISOString() };
    this.pendingWrite ??= setTimeout(() => this.flush(), 100);
    this.listeners.forEach(listener => listener());
  }

  private write(): void {
    try {
      writeJson(this.path, this.status);
    } catch (error) {
      // Others see an older state until there is room: no reason to end the run.
      if (!isDiskFull(error)) {
        throw error;
      }
    }
  }
}

function changed<Item extends PartStatus | ToolStatus>(
  items: readonly Item[],
  name: string,
  change: Change<Item>,
  now: Date,
): Item[] {
  return items.map(item => {
    if (item.name !== name) {
      return item;
    }
    const entered = 'state' in change && change.state !== item.state;
    return {
      ...item,
      ...change,
      since: entered ? now.toISOString() : item.since,
    };
  });
}
