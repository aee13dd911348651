import { rmSync } from 'node:fs';
import { z } from 'zod';
import { readFileIfExists, writeFileAtomically } from '../files';

const identitySchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string().min(1),
});

/** `.data/lab/run.json`: who runs, and what it started. */
export const runFileSchema = z.object({
  runId: z.string().min(1),
  supervisor: identitySchema,
  portal: z.string(),
  parts: z.record(
    z.string(),
    identitySchema.extend({ stopSignal: z.string().min(1) }),
  ),
});

export type RunRecord = z.infer<typeof runFileSchema>;

/** The last run's record; undefined if there is none or it cannot be read. */
export function readRunFile(path: string): RunRecord | undefined {
  const content = readFileIfExists(path);
  if (content === undefined) {
    return undefined;
  }
  try {
    return runFileSchema.parse(JSON.parse(content));
  } catch {
    // Written by another version: what it started, its ports will tell.
    return undefined;
  }
}

/** Writes in one step, so that no reader ever sees half of it. */
export function writeRunFile(path: string, record: RunRecord): void {
  writeJson(path, record);
}

export function removeRunFile(path: string): void {
  rmSync(path, { force: true });
}

/** Writes a JSON file in one step. */
export function writeJson(path: string, content: unknown): void {
  writeFileAtomically(path, `${JSON.stringify(content, undefined, 2)}\n`);
}
