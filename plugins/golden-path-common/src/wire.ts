import { z } from 'zod';
import { goldenPathNames } from './parameters';

/** Why a name cannot be had. `unknown`: some system could not be asked. */
export const nameReasons = [
  'malformed',
  'catalog',
  'repository',
  'gitops',
] as const;

/** The answer of `GET /api/golden-path/names/:name`. */
export const nameAvailabilitySchema = z.object({
  name: z.string(),
  available: z.boolean(),
  /** What stands in the way; missing when the name is free. */
  reason: z.enum(nameReasons).optional(),
  /** The reason as a sentence for the person who picks the name. */
  message: z.string().optional(),
  /** Where to see what has the name already. */
  href: z.string().optional(),
});

/** Whether a service may be called so, and if not, why. */
export type NameAvailability = z.output<typeof nameAvailabilitySchema>;

/** The body of `POST /api/golden-path/preview`. */
export const previewRequestSchema = z.object({
  template: z.enum(goldenPathNames),
  parameters: z.record(z.string(), z.unknown()),
});

/** The body of `POST /api/golden-path/preview`. */
export type PreviewRequest = z.input<typeof previewRequestSchema>;

/** A file that a golden path would make. */
export const previewFileSchema = z.object({
  /** With slashes, from the root of its repository. */
  path: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  executable: z.boolean(),
  /** Missing when the file is binary or too long to show. */
  content: z.string().optional(),
});

/** A file that a golden path would make. */
export type PreviewFile = z.output<typeof previewFileSchema>;

/** The answer of `POST /api/golden-path/preview`. */
export const previewSchema = z.object({
  /** Files of the service's own repository, by path. */
  repository: z.array(previewFileSchema),
  /** Files that a pull request adds to the GitOps repository, by path. */
  gitops: z.array(previewFileSchema),
});

/** What a golden path would make, without making it. */
export type Preview = z.output<typeof previewSchema>;

/** The channel of signals that tell whoever started a task of the scaffolder that it has ended. */
export const taskEndedChannel = 'golden-path:task-ended';

/** What a signal of {@link taskEndedChannel} says. */
export const taskEndedSignalSchema = z.object({ taskId: z.string() });

/** What a signal of {@link taskEndedChannel} says. */
export type TaskEndedSignal = z.output<typeof taskEndedSignalSchema>;
