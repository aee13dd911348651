import type { LabContext } from '../src/context';
import { readFileIfExists } from '../src/files';
import { runFiles } from '../src/runner/runFiles';
import { labStatusSchema, type PartStatus } from '../src/status';

/** What the run says of one of its parts. */
export function partNamed(
  { labDir }: LabContext,
  name: string,
): PartStatus | undefined {
  const status = readFileIfExists(runFiles(labDir).status);
  return status === undefined
    ? undefined
    : labStatusSchema
        .parse(JSON.parse(status))
        .parts.find(part => part.name === name);
}
