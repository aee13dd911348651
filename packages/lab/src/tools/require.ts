import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { labStatusSchema, type ToolStatus } from '../status';
import { buildTool } from './build';
import { toolNamed, type ToolDefinition } from './definitions';
import { isBuilt, toolFolder, type ToolSurroundings } from './digest';

/** The absolute path of a binary, whether it is built yet or not. */
export function binaryPath(
  surroundings: ToolSurroundings,
  name: string,
  binary: string,
): string {
  return join(toolFolder(surroundings, toolNamed(name)), binary);
}

/**
 * Waits for a tool. If a runner has it in its queue, that build is waited for,
 * so that the runner's order and display stay true; otherwise it is built here.
 *
 * @throws Error if the build failed, here or there.
 */
export async function requireTool(
  surroundings: ToolSurroundings,
  definition: ToolDefinition,
  binary: string,
  options: { statusFile?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const folder = toolFolder(surroundings, definition);
  while (!isBuilt(folder)) {
    const queued = options.statusFile
      ? queuedTool(options.statusFile, definition.name)
      : undefined;
    if (queued?.state === 'failed') {
      throw new Error(
        `${definition.name} could not be built: ${queued.message}`,
      );
    }
    if (!queued) {
      await buildTool(surroundings, definition, { signal: options.signal });
    } else {
      await delay(500, undefined, { signal: options.signal });
    }
  }
  return join(folder, binary);
}

function queuedTool(statusFile: string, name: string): ToolStatus | undefined {
  if (!existsSync(statusFile)) {
    return undefined;
  }
  const status = labStatusSchema.parse(
    JSON.parse(readFileSync(statusFile, 'utf8')),
  );
  return status.tools.find(tool => tool.name === name);
}
