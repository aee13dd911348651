import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a schema of configuration can be written down as, and made of again. */
export interface SchemaLoader<Schema, Serialized> {
  /** Reads it out of all packages, and compiles the TypeScript that most of them have it in. */
  collect(): Promise<Schema>;
  restore(serialized: Serialized): Promise<Schema>;
}

/**
 * Collecting the schema loads TypeScript and keeps it busy for a second or two of every
 * start, with the same result until a package changes. So the result is kept.
 *
 * @param folder - where; shared by all who have the same packages
 * @param sources - contents of all files that decide about it: the same ones, the same schema
 */
export async function keptConfigSchema<
  Serialized,
  Schema extends { serialize(): Serialized },
>(
  loader: SchemaLoader<Schema, Serialized>,
  folder: string,
  sources: readonly string[],
): Promise<Schema> {
  const digest = createHash('sha256');
  sources.forEach(source => digest.update(`${source.length}\0${source}`));
  const file = join(folder, `${digest.digest('hex')}.json`);
  try {
    return await loader.restore(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Not kept yet, or not readable: what cannot be read is made anew.
  }
  const schema = await loader.collect();
  const unfinished = `${file}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  await writeFile(unfinished, JSON.stringify(schema.serialize()));
  // In one step: another process may read it at this moment.
  await rename(unfinished, file);
  return schema;
}
