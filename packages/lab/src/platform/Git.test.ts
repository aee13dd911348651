import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { localGitServer } from './testing/gitServer';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const { git, create, subjects } = localGitServer(join(folder, 'server'));
const repository = 'goreliable/sample';
const work = join(folder, 'work');
const author = { name: 'Omar', email: 'omar@goreliable.dev' };

async function commit(text: string): Promise<string> {
  writeFileSync(join(work, 'file.txt'), text);
  return (await git.commitAll(work, { message: text, author }))!;
}

beforeAll(async () => {
  create(repository);
  await git.init(work, repository);
  await commit('first');
  await git.push(work, repository);
});

describe('Git', () => {
  it('takes what the server has, whatever lies around', async () => {
    const copy = join(folder, 'copy');
    const head = await git.checkout(copy, repository);
    writeFileSync(join(copy, 'file.txt'), 'changed');
    writeFileSync(join(copy, 'left.txt'), 'over');
    writeFileSync(join(copy, '.git/index.lock'), '');
    expect(await git.checkout(copy, repository)).toBe(head);
    expect(readFileSync(join(copy, 'file.txt'), 'utf8')).toBe('first');
    expect(await git.commitAll(copy, { message: 'nothing' })).toBeUndefined();
  });

  it('knows who made a commit, and which it is', async () => {
    await commit('second');
    expect(await git.commitCount(work)).toBe(2);
    expect(await git.describe(work)).toMatchObject({
      author: 'Omar',
      subject: 'second',
    });
    await git.push(work, repository);
    expect(subjects(repository)).toEqual(['second', 'first']);
  });

  it('reverts a commit once, in the words of git', async () => {
    const bad = await commit('bad');
    expect(await git.contains(work, bad)).toBe(true);
    expect(await git.isReverted(work, bad)).toBe(false);
    await git.revert(work, bad);
    expect(await git.isReverted(work, bad)).toBe(true);
    expect(readFileSync(join(work, 'file.txt'), 'utf8')).toBe('second');
    expect(await git.contains(work, '0'.repeat(40))).toBe(false);
  });

  it('leaves a revert that does not fit', async () => {
    const old = await commit('old');
    await commit('new');
    await git.push(work, repository);
    await expect(git.revert(work, old)).rejects.toThrow(/failed/);
    await git.checkout(work, repository);
    expect(readFileSync(join(work, 'file.txt'), 'utf8')).toBe('new');
  });

  it('has the token nowhere on disk', async () => {
    const config = readFileSync(join(work, '.git/config'), 'utf8');
    expect(config).not.toContain('token');
    expect(config).toContain(`file://${join(folder, 'server')}`);
  });

  it('says which repository cannot be read', async () => {
    await expect(
      git.checkout(join(folder, 'none'), 'goreliable/none'),
    ).rejects.toThrow(/git fetch failed/);
  });
});
