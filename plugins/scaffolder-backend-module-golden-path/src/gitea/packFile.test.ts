import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommittedFile, packFirstCommit } from './packFile';

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'pack-'));
  git(['init', '--bare', '--quiet']);
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

function git(args: string[], input?: Buffer): string {
  return execFileSync('git', args, {
    cwd: repository,
    input,
    encoding: 'utf8',
  });
}

const file = (path: string, content: string | Buffer): CommittedFile => ({
  path,
  content: Buffer.from(content),
  kind: 'file',
});
const words = {
  message: 'Start\n\nScaffolder-Task: 1\n',
  author: { name: 'Omar <O.>\n', email: 'omar@example.org' },
  at: new Date('2026-05-04T10:00:00Z'),
};

function unpacked(files: CommittedFile[]): string {
  const { id, pack } = packFirstCommit(files, words);
  git(['index-pack', '--stdin', '--strict', '--fix-thin'], pack);
  git(['fsck', '--strict', '--full']);
  return id;
}

it('makes a commit that Git reads, with its words and modes', () => {
  const id = unpacked([
    file('b.txt', 'same'),
    file('a/b.txt', 'same'),
    file('a.b', 'sorted between'),
    file('a0', 'sorted after'),
    { ...file('run.sh', '#!/bin/sh\n'), kind: 'executable' },
    { ...file('link', 'b.txt'), kind: 'link' },
    file('häß lich/ü.txt', ''),
  ]);
  expect(
    git(['-c', 'core.quotePath=false', 'ls-tree', '-r', id])
      .trim()
      .split('\n')
      .map(line => line.replace(/ blob \w+\t/, ' ')),
  ).toEqual([
    '100644 a.b',
    '100644 a/b.txt',
    '100644 a0',
    '100644 b.txt',
    '100644 häß lich/ü.txt',
    '120000 link',
    '100755 run.sh',
  ]);
  expect(git(['show', '--quiet', '--format=%an|%ae|%at|%B', id]).trim()).toBe(
    'Omar O.|omar@example.org|1777888800|Start\n\nScaffolder-Task: 1',
  );
});

it.each([0, 1, 15, 16, 2_047, 2_048, 262_143, 262_144, 1_000_000])(
  'keeps a file of %d bytes',
  size => {
    const content = Buffer.alloc(size, 'line of a file\n');
    const id = unpacked([file('data', content)]);
    expect(git(['cat-file', '-s', `${id}:data`]).trim()).toBe(`${size}`);
    expect(git(['show', `${id}:data`])).toBe(content.toString());
  },
);

it('gives a commit the name that Git gives it', () => {
  const id = unpacked([file('README.md', '# Shop\n')]);
  const tree = git(['rev-parse', `${id}^{tree}`]).trim();
  const raw = git(['cat-file', 'commit', id]);
  expect(raw).toContain(`tree ${tree}\n`);
  const again = git(
    ['hash-object', '-t', 'commit', '--stdin'],
    Buffer.from(raw),
  );
  expect(again.trim()).toBe(id);
});
