import fs, { readFileSync, existsSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
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

  describe('on a full disk', () => {
    const { EDQUOT, ENOSPC } = constants.errno;
    const full = (errno: number) =>
      Object.assign(new Error('full'), {
        code: errno === ENOSPC ? 'ENOSPC' : `Unknown system error -${errno}`,
        errno: -errno,
      });

    afterEach(() => jest.restoreAllMocks());

    it.each([ENOSPC, EDQUOT])('bears error %d', errno => {
      const log = new RotatingLog(join(folder, `full-${errno}.log`));
      jest.spyOn(fs, 'writeSync').mockImplementation(() => {
        throw full(errno);
      });
      expect(() => log.write('lost\n')).not.toThrow();
      log.close();
    });

    it('keeps what it has where there is no room for the next file', () => {
      const path = join(folder, 'no-room.log');
      writeFileSync(`${path}.1`, 'older\n');
      const log = new RotatingLog(path, { maxBytes: 10, keep: 2 });
      log.write('current\n');
      const open = jest.spyOn(fs, 'openSync').mockImplementation(() => {
        throw full(ENOSPC);
      });
      ['lost\n', 'lost\n', 'lost\n'].forEach(line => log.write(line));
      open.mockRestore();
      log.write('next\n');
      log.close();
      expect(readFileSync(path, 'utf8')).toBe('next\n');
      expect(readFileSync(`${path}.1`, 'utf8')).toBe('current\n');
      expect(readFileSync(`${path}.2`, 'utf8')).toBe('older\n');
    });
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
