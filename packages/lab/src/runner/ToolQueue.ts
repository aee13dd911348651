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
    for (const tool of this.tools) {
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

  private async buildOne(
    tool: ToolDefinition,
    signal: AbortSignal,
  ): Promise<void> {
    const result = this.results.get(tool.name)!;
    try {
      if (!isBuilt(toolFolder(this.context, tool))) {
        this.onChange(tool.name, { state: 'building' });
        await buildTool(this.context, tool, {
          signal,
          onProgress: message =>
            this.onChange(tool.name, { state: 'building', message }),
        });
      }
      this.onChange(tool.name, { state: 'built', message: undefined });
      result.resolve();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.onChange(tool.name, { state: 'failed', message });
      result.reject(new Error(`${tool.name} could not be built`));
    }
  }
}
