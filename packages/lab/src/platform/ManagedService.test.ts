import { join } from 'node:path';
import { freePort } from '../testing/freePort';
import { temporaryFolder } from '../testing/folders';
import { waitUntil } from '../testing/waitUntil';
import { RotatingLog } from '../runner/RotatingLog';
import { ManagedService } from './ManagedService';
import { fakeRelease } from './testing/fakeService';

// Real processes take their time on a busy machine.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const services: ManagedService[] = [];

afterEach(async () => {
  await Promise.all(services.splice(0).map(service => service.stop()));
});

async function start() {
  const targets: Array<number | undefined> = [];
  const ports = { http: await freePort(), admin: await freePort() };
  const service = await ManagedService.create('sample', ports, {
    log: { info() {}, warn() {}, error() {} },
    output: new RotatingLog(join(folder, 'sample.log')),
    onTarget: port => targets.push(port),
    onProcesses() {},
  });
  services.push(service);
  const ask = async (path = '/') => {
    const answer = await fetch(`http://127.0.0.1:${ports.http}${path}`);
    return answer.text();
  };
  return { service, targets, ask, ports };
}

const release = (version: string, fault?: string) =>
  fakeRelease(join(folder, version), version, fault);

describe('ManagedService', () => {
  it('replaces a release without one failed request', async () => {
    const { service, ask, targets } = await start();
    await service.deploy(release('1'));
    const answers: string[] = [];
    let isDone = false;
    const asking = (async () => {
      while (!isDone) {
        answers.push(await ask());
      }
    })();
    const slow = ask('/slow');
    await service.deploy(release('2'));
    expect(await ask()).toBe('2');
    // What was asked before it took over may still be on its way.
    await waitUntil('the asker hears it', () => answers.at(-1) === '2');
    isDone = true;
    await asking;
    expect(await slow).toBe('1');
    expect(answers).toEqual([...answers].sort());
    expect(new Set(answers)).toEqual(new Set(['1', '2']));
    expect(new Set(targets).size).toBe(2);
    await waitUntil('the old one ends', () => service.identities.length === 1);
  });

  it('keeps the old release if the new one does not start', async () => {
    const { service, ask } = await start();
    await service.deploy(release('1'));
    await expect(
      service.deploy(release('bad', 'refuses to start')),
    ).rejects.toThrow(/ended with code 2; it said: DATABASE_URL is required/);
    expect(await ask()).toBe('1');
    expect(service.state).toBe('running');
    expect(service.release?.version).toBe('1');
  });

  it('starts a killed process again', async () => {
    const { service, ask } = await start();
    await service.deploy(release('1'));
    const { pid } = service.process!;
    process.kill(pid!, 'SIGKILL');
    await waitUntil(
      'it runs again',
      () => service.restarts === 1 && service.state === 'running',
    );
    expect(service.process!.pid).not.toBe(pid);
    expect(await ask()).toBe('1');
  });

  it('deploys while the old process is down', async () => {
    const { service, ask } = await start();
    await service.deploy(release('1'));
    process.kill(service.process!.pid!, 'SIGKILL');
    await service.deploy(release('2'));
    expect(await ask()).toBe('2');
    expect(service.identities).toHaveLength(1);
  });

  it('leaves nothing behind', async () => {
    const { service, ports, targets } = await start();
    await service.deploy(release('1'));
    const { process: running } = service;
    await service.stop();
    expect(running!.isRunning).toBe(false);
    expect(targets.at(-1)).toBeUndefined();
    await expect(fetch(`http://127.0.0.1:${ports.http}/`)).rejects.toThrow();
  });
});
