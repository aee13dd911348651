import type { LabContext } from '../context';
import { deferred, type Deferred } from '../deferred';
import { isBuilt, toolFolder } from '../tools/digest';
import { buildTool } from '../tools/build';
import { toolFor, type ToolDefinition } from '../tools/definitions';
import type { ToolStatus } from '../status';

/** Told of every change, so that it can be shown. */
export type ToolListener = (
  name: string,
  change: Partial<Omit<ToolStatus, 'name' | 'since'>>,
) => void;

/** Builds tools one after another, in the order given, and lets parts wait. */
export class ToolQueue {
  private readonly results = new Map<string, Deferred>();

  constructor(
    private readonly context: LabContext,
    private readonly tools: readonly ToolDefinition[],
    private readonly onChange: ToolListener,
  ) {
    for (const { name } of tools) {
      this.results.set(name, deferred());
    }
  }

  /** Works through the queue; a tool that fails does not keep others back. */
  async build(signal: AbortSignal): Promise<void> {
    // What is there already must not wait behind what is still to be built.
    const missing = this.tools.filter(tool => !this.isSettled(tool));
    for (const tool of missing) {
      signal.throwIfAborted();
      await this.buildOne(tool, signal);
    }
  }

  /** Resolves when the tool with this binary is built, rejects if it failed. */
  async waitFor(binary: string): Promise<void> {
    const { name } = toolFor(binary);
    const result = this.results.get(name);
    if (!result) {
      throw new Error(`The tool '${name}' is not in the queue of this run`);
    }
    await result.promise;
  }

  /** Whether there is nothing to do: it is built, or it cannot be. */
  private isSettled(tool: ToolDefinition): boolean {
    try {
      if (!isBuilt(toolFolder(this.context, tool))) {
        return false;
      }
      this.succeed(tool);
    } catch (error) {
      this.fail(tool, error);
    }
    return true;
  }

  private async buildOne(
    tool: ToolDefinition,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      this.onChange(tool.name, { state: 'building' });
      await buildTool(this.context, tool, {
        signal,
        onProgress: message =>
          this.onChange(tool.name, { state: 'building', message }),
      });
      this.succeed(tool);
    } catch (error) {
      this.fail(tool, error);
    }
  }

  private succeed({ name }: ToolDefinition): void {
    this.onChange(name, { state: 'built', message: undefined });
    this.results.get(name)!.resolve();
  }

  private fail({ name }: ToolDefinition, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.onChange(name, { state: 'failed', message });
    this.results.get(name)!.reject(new Error(`${name} could not be built`));
  }
}
