import { z } from 'zod';

/** What `GET /api/status` answers. */
export const platformStatusSchema = z.object({
  /** Whether all services that Git wants have been tried at least once. */
  ready: z.boolean(),
  /** What is being done at the moment, for people. */
  message: z.string().optional(),
  services: z.array(
    z.object({
      name: z.string(),
      phase: z.enum(['waiting', 'building', 'releasing', 'done', 'failed']),
      /** Why it failed. */
      message: z.string().optional(),
      state: z.enum([
        'waiting',
        'starting',
        'running',
        'restarting',
        'stopped',
      ]),
      version: z.string().optional(),
      commit: z.string().optional(),
      /** ISO 8601; when this release went live. */
      releasedAt: z.string().optional(),
      restarts: z.number().int().nonnegative(),
      pid: z.number().int().positive().optional(),
      url: z.string(),
      adminUrl: z.string(),
      repository: z.string(),
    }),
  ),
  load: z.object({ orders: z.boolean(), services: z.boolean() }),
  scenario: z
    .object({ name: z.string(), title: z.string(), since: z.string() })
    .nullable(),
  /** Events that the portal's timeline has not taken yet. */
  eventsWaiting: z.number().int().nonnegative(),
});

export type PlatformStatus = z.infer<typeof platformStatusSchema>;
