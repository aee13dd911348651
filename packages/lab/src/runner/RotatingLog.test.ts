import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/folders';
import { lastLines, RotatingLog } from './RotatingLog';

describe('RotatingLog', () => {
  const folder = temporaryFolder();

  it('begins a new file before one gets too large, and keeps some', () => {
    const path = join(folder, 'logs', 'part.log');
    const log = new RotatingLog(path, { maxBytes: 10, keep: 2 });
    ['first\n', 'second\n', 'third\n', 'fourth\n'].forEach(line =>
      log.write(line),
    );
    log.close();
    expect(readFileSync(path, 'utf8')).toBe('fourth\n');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('third\n');
    expect(readFileSync(`${path}.2`, 'utf8')).toBe('second\n');
    expect(existsSync(`${path}.3`)).toBe(false);
  });

  it('goes on in the file of an earlier run', () => {
    const path = join(folder, 'again.log');
    for (const line of ['one\n', '\n', 'two\n']) {
      const log = new RotatingLog(path);
      log.write(line);
      log.close();
    }
    expect(lastLines(path, 5)).toEqual(['one', 'two']);
    expect(lastLines(path, 1)).toEqual(['two']);
    expect(lastLines(join(folder, 'none.log'), 5)).toEqual([]);
  });
});
