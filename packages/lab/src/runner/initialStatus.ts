import type { LabContext } from '../context';
import type { PartDefinition } from '../parts/types';
import type { LabStatus } from '../status';
import type { ToolDefinition } from '../tools/definitions';
import { runFiles } from './runFiles';

/** What is known of a run before anything has begun. */
export function initialStatus(
  context: LabContext,
  parts: readonly PartDefinition[],
  options: { tools: readonly ToolDefinition[]; tiers: readonly string[] },
): LabStatus {
  const now = new Date().toISOString();
  return {
    startedAt: now,
    updatedAt: now,
    tiers: [...options.tiers],
    portal: context.urls.portal,
    parts: parts.map(part => ({
      name: part.name,
      title: part.title,
      tier: part.tier,
      state: 'waiting',
      since: now,
      restarts: 0,
      url: part.url?.(context),
      log: runFiles(context.labDir).log(part.name),
    })),
    tools: options.tools.map(({ name }) => ({
      name,
      state: 'waiting',
      since: now,
    })),
  };
}
