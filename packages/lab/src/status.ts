import { z } from 'zod';

/** What a part of the lab is doing. */
export const partStates = [
  /** It waits for other parts or for its tools; `message` names them. */
  'waiting',
  'preparing',
  'starting',
  'ready',
  /** It ended by itself and is started again after a pause. */
  'restarting',
  /** It was given up; `message` says why. */
  'failed',
  'stopping',
  'stopped',
] as const;

/** What a tool is doing: all but `built` and `failed` are still to come. */
export const toolStates = ['waiting', 'building', 'built', 'failed'] as const;

const partStatusSchema = z.object({
  name: z.string(),
  title: z.string(),
  tier: z.string(),
  state: z.enum(partStates),
  /** When it came into this state, ISO 8601. */
  since: z.iso.datetime(),
  message: z.string().optional(),
  /** How often it was started again after it had ended by itself. */
  restarts: z.number().int().nonnegative(),
  pid: z.number().int().positive().optional(),
  url: z.string().optional(),
  log: z.string().optional(),
});

const toolStatusSchema = z.object({
  name: z.string(),
  state: z.enum(toolStates),
  since: z.iso.datetime(),
  message: z.string().optional(),
});

/**
 * `.data/lab/status.json`: how far the lab is. It is rewritten, in one step,
 * on each change; the portal and `make status` read it.
 */
export const labStatusSchema = z.object({
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  tiers: z.array(z.string()),
  portal: z.string(),
  parts: z.array(partStatusSchema),
  tools: z.array(toolStatusSchema),
});

export type PartState = (typeof partStates)[number];
export type PartStatus = z.infer<typeof partStatusSchema>;
export type ToolStatus = z.infer<typeof toolStatusSchema>;
export type LabStatus = z.infer<typeof labStatusSchema>;
