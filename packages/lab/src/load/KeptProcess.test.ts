import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RotatingLog } from '../runner/RotatingLog';
import { temporaryFolder } from '../testing/folders';
import { waitUntil } from '../testing/waitUntil';
import { KeptProcess } from './KeptProcess';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const log = { info() {}, warn() {}, error() {} };

function keep(name: string, script: string) {
  const path = join(folder, `${name}.log`);
  let starts = 0;
  const kept = new KeptProcess({
    name,
    log,
    output: new RotatingLog(path),
    command: () => {
      starts += 1;
      return {
        file: process.execPath,
        args: ['-e', script],
        env: { START: `${starts}` },
      };
    },
  });
  const output = () => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  return { kept, output };
}

describe('KeptProcess', () => {
  it('starts again what has ended, with what holds then', async () => {
    const { kept, output } = keep(
      'ends',
      'console.log("start " + process.env.START)',
    );
    await waitUntil('the second start', () => output().includes('start 2'));
    await kept.stop();
    expect(kept.pid).toBeUndefined();
  });

  it('ends what does not want to end', async () => {
    const { kept, output } = keep(
      'stays',
      'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)',
    );
    await waitUntil('it is up', () => output().includes('up'));
    const pid = kept.pid!;
    await kept.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('can be stopped before it has begun', async () => {
    const { kept } = keep('early', 'setInterval(() => {}, 1000)');
    await kept.stop();
    expect(kept.pid).toBeUndefined();
  });
});
