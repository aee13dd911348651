import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** The kinds of Git's objects, by their number in a pack (gitformat-pack). */
const packTypes = { commit: 1, tree: 2, blob: 3 } as const;

interface GitObject {
  readonly type: keyof typeof packTypes;
  readonly content: Buffer;
  /** SHA-1 in hex. */
  readonly id: string;
}

/** A file of a commit. */
export interface CommittedFile {
  /** With slashes, from the root of the repository. */
  readonly path: string;
  /** Of a symbolic link: where it leads. */
  readonly content: Buffer;
  readonly kind: 'file' | 'executable' | 'link';
}

const modes = { file: '100644', executable: '100755', link: '120000' } as const;
const treeMode = '40000';

/** What a commit says besides its files. */
export interface CommitWords {
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly at: Date;
}

function gitObject(type: GitObject['type'], content: Buffer): GitObject {
  const id = createHash('sha1')
    .update(`${type} ${content.length}\0`)
    .update(content)
    .digest('hex');
  return { type, content, id };
}

type Folder = Map<string, Folder | CommittedFile>;

function folderOf(files: readonly CommittedFile[]): Folder {
  const root: Folder = new Map();
  for (const file of files) {
    const names = file.path.split('/');
    const name = names.pop()!;
    let folder = root;
    for (const part of names) {
      const known = folder.get(part);
      const next: Folder = known instanceof Map ? known : new Map();
      folder.set(part, next);
      folder = next;
    }
    folder.set(name, file);
  }
  return root;
}

/** The objects of a folder and all below it; the last one is its tree. */
function objectsOf(folder: Folder): GitObject[] {
  const objects: GitObject[] = [];
  const entries: { key: Buffer; entry: Buffer }[] = [];
  for (const [name, value] of folder) {
    const below =
      value instanceof Map
        ? objectsOf(value)
        : [gitObject('blob', value.content)];
    objects.push(...below);
    const { id } = below.at(-1)!;
    const isFolder = value instanceof Map;
    const mode = isFolder ? treeMode : modes[value.kind];
    entries.push({
      // Git sorts folders as if their names ended in a slash.
      key: Buffer.from(isFolder ? `${name}/` : name),
      entry: Buffer.concat([
        Buffer.from(`${mode} ${name}\0`),
        Buffer.from(id, 'hex'),
      ]),
    });
  }
  entries.sort((one, other) => Buffer.compare(one.key, other.key));
  const tree = Buffer.concat(entries.map(({ entry }) => entry));
  return [...objects, gitObject('tree', tree)];
}

/** A commit without parents, with all that belongs to it, as Git sends it over the wire. */
export function packFirstCommit(
  files: readonly CommittedFile[],
  { message, author, at }: CommitWords,
): { id: string; pack: Buffer } {
  const objects = objectsOf(folderOf(files));
  const seconds = Math.floor(at.getTime() / 1000);
  const by = `${onOneLine(author.name)} <${onOneLine(
    author.email,
  )}> ${seconds} +0000`;
  const commit = gitObject(
    'commit',
    Buffer.from(
      `tree ${
        objects.at(-1)!.id
      }\nauthor ${by}\ncommitter ${by}\n\n${message.trimEnd()}\n`,
    ),
  );
  return { id: commit.id, pack: packOf([...objects, commit]) };
}

/** What would end the name or the address is left out, as Git does. */
function onOneLine(text: string): string {
  return text.replace(/[<>\n\0]/g, '').trim();
}

function packOf(all: readonly GitObject[]): Buffer {
  const objects = [...new Map(all.map(object => [object.id, object])).values()];
  const header = Buffer.alloc(12);
  header.write('PACK');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(objects.length, 8);
  const body = Buffer.concat([
    header,
    ...objects.flatMap(({ type, content }) => [
      sizeHeader(packTypes[type], content.length),
      deflateSync(content),
    ]),
  ]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

/** Four bits of the size beside the type, then seven a byte, the lowest first. */
function sizeHeader(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 0b1111)];
  for (let rest = size >>> 4; rest > 0; rest >>>= 7) {
    bytes[bytes.length - 1] |= 0b1000_0000;
    bytes.push(rest & 0b111_1111);
  }
  return Buffer.from(bytes);
}
