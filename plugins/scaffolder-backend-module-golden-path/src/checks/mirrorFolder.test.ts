import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { mirrorFolder } from './mirrorFolder';

const source = createMockDirectory();
const target = createMockDirectory();

const mirror = () => mirrorFolder(source.path, target.path);

beforeEach(() => {
  source.setContent({
    'go.mod': 'module a',
    internal: { 'a.go': 'package a', 'b.go': 'package b' },
  });
  target.clear();
});

it('copies everything into an empty folder', async () => {
  await expect(mirror()).resolves.toEqual([
    'go.mod',
    join('internal', 'a.go'),
    join('internal', 'b.go'),
  ]);
  expect(target.content()).toEqual(source.content());
});

it('leaves alone what is the same, time and all', async () => {
  await mirror();
  const path = target.resolve('internal/a.go');
  utimesSync(path, 1000, 1000);
  source.setContent({
    'go.mod': 'module b',
    internal: { 'a.go': 'package a', 'b.go': 'package b' },
  });
  await expect(mirror()).resolves.toEqual(['go.mod']);
  expect(statSync(path).mtimeMs).toBe(1_000_000);
  expect(target.content()).toEqual(source.content());
});

it('removes what is gone, folders too', async () => {
  await mirror();
  source.setContent({ 'go.mod': 'module a' });
  await expect(mirror()).resolves.toEqual([
    join('internal', 'a.go'),
    join('internal', 'b.go'),
  ]);
  expect(target.content()).toEqual(source.content());
});

it('makes a file of what was a folder, and the other way round', async () => {
  await mirror();
  source.setContent({ 'go.mod': { a: '1' }, internal: 'a file' });
  await mirror();
  expect(target.content()).toEqual(source.content());
});
