import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

/** Somebody of the platform, as the catalog describes them. */
export interface Person {
  /** The entity's name, which is the subject of the tokens. */
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  /** What they are there to show: which teams, which role. */
  readonly description: string;
}

const userSchema = z.object({
  kind: z.literal('User'),
  metadata: z.object({
    name: z.string(),
    description: z.string().optional(),
  }),
  spec: z.object({
    profile: z.object({
      displayName: z.string(),
      email: z.email(),
    }),
    memberOf: z.array(z.string()).default([]),
  }),
});

/** The people in a catalog file's text, in its order. */
export function peopleOf(yaml: string): Person[] {
  return parseAllDocuments(yaml).flatMap(document => {
    const user = userSchema.safeParse(document.toJS());
    if (!user.success) {
      return [];
    }
    const { metadata, spec } = user.data;
    return [
      {
        name: metadata.name,
        displayName: spec.profile.displayName,
        email: spec.profile.email,
        description: metadata.description ?? spec.memberOf.join(', '),
      },
    ];
  });
}

/** The people of the catalog folder: whoever the portal knows can sign in, and nobody else. */
export function readPeople(catalogDir: string): Person[] {
  const files = readdirSync(catalogDir, { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file => peopleOf(readFileSync(join(catalogDir, file), 'utf8')));
}
